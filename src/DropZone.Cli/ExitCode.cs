namespace DropZone.Cli;

/// <summary>The exit codes: scripts and units depend on them. <c>docs/operator/operating.md</c> has the table.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int DataInvalid = 1;
    public const int UsageOrConfiguration = 2;
    public const int ZoneHeld = 3;
    public const int ZoneUnusable = 4;
    public const int InternalFault = 70;

    /// <summary>Ended by Ctrl-C, as shells say it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;
}
