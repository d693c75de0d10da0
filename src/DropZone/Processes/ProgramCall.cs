namespace DropZone.Processes;

/// <summary>The arguments, files and environment of one run of a program.</summary>
/// <param name="Arguments">The configured arguments with their placeholders replaced.</param>
/// <param name="Folder">Its working and temporary folder, used by no other run.</param>
/// <param name="Input">The file for its standard input; null: empty.</param>
/// <param name="Output">The new file for its standard output; null: it joins standard error.</param>
/// <param name="Environment">Variables in addition to PATH, LANG, HOME and TMPDIR: <c>DROPZONE_FEED</c>.</param>
public sealed record ProgramCall(
    IReadOnlyList<string> Arguments, string Folder, string? Input, string? Output, IReadOnlyDictionary<string, string> Environment);

/// <summary>The result of one run of a program, none of whose processes is left.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Meaning">The meaning of that for a job.</param>
/// <param name="Took">From its start to the end of its last descendant.</param>
/// <param name="ErrorOutput">The end of its standard error, at most <see cref="MaxErrorOutput"/> bytes.</param>
/// <param name="ErrorOutputBytes">The number of bytes it wrote there in all.</param>
public sealed record ProgramRun(ProgramExit End, ExitMeaning Meaning, TimeSpan Took, string ErrorOutput, long ErrorOutputBytes)
{
    public const int MaxErrorOutput = 16 * 1024;
}
