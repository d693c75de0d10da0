namespace DropZone.Processes;

/// <summary>The arguments, files and environment of one run of a program.</summary>
/// <param name="Arguments">The configured arguments with their placeholders replaced.</param>
/// <param name="Folder">Its working and temporary folder, used by no other run.</param>
/// <param name="Input">The file for its standard input; null: empty.</param>
/// <param name="Output">The new file for its standard output; null: it joins standard error.</param>
/// <param name="Environment">Variables in addition to PATH, LANG, HOME and TMPDIR: <c>DROPZONE_FEED</c>.</param>
public sealed record ProgramCall(
    IReadOnlyList<string> Arguments, string Folder, string? Input, string? Output, IReadOnlyDictionary<string, string> Environment);
