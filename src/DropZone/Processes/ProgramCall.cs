namespace DropZone.Processes;

/// <summary>What a program is given for one run.</summary>
/// <param name="Arguments">In the place of those that were written, which have placeholders.</param>
/// <param name="Folder">Where it begins and has its temporary files: one of its own.</param>
/// <param name="Input">The file that it has as standard input; null: nothing.</param>
/// <param name="Output">The new file that takes its standard output; null: that counts as standard error.</param>
/// <param name="Environment">Beside PATH and the like: <c>DROPZONE_FEED</c>.</param>
public sealed record ProgramCall(
    IReadOnlyList<string> Arguments, string Folder, string? Input, string? Output, IReadOnlyDictionary<string, string> Environment);
