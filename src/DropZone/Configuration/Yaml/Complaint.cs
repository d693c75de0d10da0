namespace DropZone.Configuration.Yaml;

/// <summary>Something wrong in a configuration file.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">1-based; 0: the file as a whole.</param>
/// <param name="Column">1-based; 0: the file as a whole.</param>
/// <param name="Key">The key, with its parents: <c>schema.fields[0].type</c>; empty: the file as a whole.</param>
/// <param name="Message">The mistake; a clause without a final period, or sentences.</param>
/// <param name="Remedy">The remedy as an imperative or a question, without a capital letter and a final period; may be empty.</param>
public sealed record Complaint(string File, int Line, int Column, string Key, string Message, string Remedy)
{
    /// <summary>One line: <c>FILE:LINE:COLUMN: KEY: MESSAGE. REMEDY.</c>, without empty parts.</summary>
    public override string ToString() =>
        (Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ")
        + (Key.Length > 0 ? $"{Key}: " : "")
        + (Remedy.Length > 0 ? $"{Message}. {char.ToUpperInvariant(Remedy[0])}{Remedy[1..]}{(Remedy[^1] is '?' or '.' ? "" : ".")}" : Message);
}
