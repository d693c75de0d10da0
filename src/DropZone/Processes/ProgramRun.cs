namespace DropZone.Processes;

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
