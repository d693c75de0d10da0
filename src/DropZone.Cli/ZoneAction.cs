using DropZone.Linux;

namespace DropZone.Cli;

/// <summary>Runs a command's action on a zone and reports errors of the zone.</summary>
internal static class ZoneAction
{
    /// <summary>Returns the exit code of the action, or <see cref="ExitCode.ZoneUnusable"/>.</summary>
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

    /// <summary>Reports the failure, and the required user if permission was denied.</summary>
    public static int Refuse(Zone zone, Exception failure)
    {
        Console.Error.WriteLine(failure.Message);
        if (failure is UnauthorizedAccessException or LinuxException { Error: SystemError.AccessDenied or SystemError.NotPermitted }
            && FileStatus.At(zone.Failed) is { } folder && folder.Owner != SystemUser.Current)
            Console.Error.WriteLine($"Run it as the service's user: sudo -u {UserName.Of(folder.Owner)} dropzone …");
        return ExitCode.ZoneUnusable;
    }
}
