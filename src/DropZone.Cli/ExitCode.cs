namespace DropZone.Cli;

/// <summary>The exit codes. Scripts and units depend on them; they are listed in <c>docs/operator/operating.md</c>.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int DataInvalid = 1;
    public const int UsageOrConfiguration = 2;
    public const int ZoneHeld = 3;
    public const int ZoneUnusable = 4;
    public const int InternalFault = 70;

    /// <summary>Interrupted by Ctrl-C: 128 plus the number of the signal, as in shells.</summary>
    public const int Interrupted = 130;
}
