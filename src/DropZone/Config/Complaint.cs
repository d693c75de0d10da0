namespace DropZone.Config;

/// <summary>Something wrong in a configuration file.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">1-based; 0: the file as a whole.</param>
/// <param name="Column">1-based; 0: the file as a whole.</param>
/// <param name="Key">The key, with its parents: <c>schema.fields[0].type</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to write instead, the nearest known key for example.</param>
public sealed record Complaint(string File, int Line, int Column, string Key, string Message, string Remedy)
{
    /// <summary>One line: <c>FILE:LINE:COLUMN: KEY: MESSAGE REMEDY</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Key}: {Message} {Remedy}";
}
