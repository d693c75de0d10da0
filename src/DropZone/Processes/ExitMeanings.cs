using Mono.Unix.Native;

namespace DropZone.Processes;

/// <summary>The one table of what the end of a program means; exit codes after sysexits(3).</summary>
internal static class ExitMeanings
{
    public static ExitMeaning Of(ProgramExit end, ExternalProgram program) => end switch
    {
        ProgramExit.Exited(var code) => program.ExitCodes.TryGetValue(code, out var own) ? own : Of(code),

        // who stops a service stops its programs: that is not the program's fault
        ProgramExit.Killed((int)Signum.SIGTERM or (int)Signum.SIGINT or (int)Signum.SIGHUP) => ExitMeaning.Temporary,
        ProgramExit.NotStarted(Errno.EAGAIN or Errno.ENOMEM or Errno.EMFILE or Errno.ENFILE or Errno.ETXTBSY) => ExitMeaning.Temporary,
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
