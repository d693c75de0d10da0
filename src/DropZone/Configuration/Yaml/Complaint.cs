namespace DropZone.Configuration.Yaml;

/// <summary>Something wrong in a configuration file.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">1-based; 0: the file as a whole.</param>
/// <param name="Column">1-based; 0: the file as a whole.</param>
/// <param name="Key">The key, with its parents: <c>schema.fields[0].type</c>; empty: the file as a whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to write instead, the nearest known key for example; may be empty.</param>
public sealed record Complaint(string File, int Line, int Column, string Key, string Message, string Remedy)
{
    /// <summary>One line: <c>FILE:LINE:COLUMN: KEY: MESSAGE; REMEDY</c>, less what is empty.</summary>
    public override string ToString() =>
        (Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ")
        + (Key.Length > 0 ? $"{Key}: " : "")
        + (Remedy.Length > 0 ? $"{Message}; {Remedy}" : Message);
}
