using DropZone.Linux;

namespace DropZone.Cli;

/// <summary>What a command does with a zone, and what it says if the zone does not let it.</summary>
internal static class ZoneAction
{
    /// <summary>The exit code of the action, or <see cref="ExitCode.ZoneUnusable"/>.</summary>
    public static int Run(Zone zone, Func<Zone, int> action)
    {
        try
        {
            return action(zone);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return Refuse(zone, failure);
        }
    }

    /// <summary>Says what went wrong, and who may do it if this user may not.</summary>
    public static int Refuse(Zone zone, Exception failure)
    {
        Console.Error.WriteLine(failure.Message);
        if (failure is UnauthorizedAccessException or LinuxException { Error: SystemError.AccessDenied or SystemError.NotPermitted }
            && FileStatus.At(zone.Failed) is { } folder && folder.Owner != SystemUser.Current)
            Console.Error.WriteLine($"Run it as the user of the service: sudo -u {UserName.Of(folder.Owner)} dropzone …");
        return ExitCode.ZoneUnusable;
    }
}
