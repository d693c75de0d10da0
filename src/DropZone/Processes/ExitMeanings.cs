using DropZone.Linux;
using DropZone.Linux.Processes;

namespace DropZone.Processes;

/// <summary>Maps the exit of a program to its meaning; exit codes as in sysexits(3).</summary>
internal static class ExitMeanings
{
    public static ExitMeaning Of(ProgramExit end, ExternalProgram program) => end switch
    {
        ProgramExit.Exited(var code) => program.ExitCodes.TryGetValue(code, out var own) ? own : Of(code),

        // a stop of the service reaches its programs, too: that is no failure of the program
        ProgramExit.Killed(var signal) when ProcessSignal.IsStop(signal) => ExitMeaning.Temporary,
        ProgramExit.NotStarted(SystemError.TryAgain or SystemError.NoMemory or SystemError.ProcessDescriptorsUsed or SystemError.SystemDescriptorsUsed or SystemError.ProgramBusy) => ExitMeaning.Temporary,
        _ => ExitMeaning.Permanent,
    };

    private static ExitMeaning Of(int code) => code switch
    {
        0 => ExitMeaning.Success,
        65 => ExitMeaning.BadData, // EX_DATAERR
        68 => ExitMeaning.Temporary, // EX_NOHOST
        69 => ExitMeaning.Temporary, // EX_UNAVAILABLE
        71 => ExitMeaning.Temporary, // EX_OSERR
        74 => ExitMeaning.Temporary, // EX_IOERR
        75 => ExitMeaning.Temporary, // EX_TEMPFAIL
        _ => ExitMeaning.Permanent,
    };
}
