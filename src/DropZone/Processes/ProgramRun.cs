namespace DropZone.Processes;

/// <summary>What is known of one run of a program, once nothing of it is left.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Meaning">What that means.</param>
/// <param name="Took">From its start to the end of all that it had started.</param>
/// <param name="Said">The end of what it wrote to standard error, at most <see cref="MaxSaid"/> bytes.</param>
/// <param name="SaidBytes">How much it wrote there in all.</param>
public sealed record ProgramRun(ProgramExit End, ExitMeaning Meaning, TimeSpan Took, string Said, long SaidBytes)
{
    public const int MaxSaid = 16 * 1024;
}
