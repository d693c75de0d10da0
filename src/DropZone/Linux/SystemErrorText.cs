using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>The names and descriptions of system errors. Source: errno(3), strerror(3).</summary>
public static class SystemErrorText
{
    /// <summary>Returns the kernel's name of the error, <c>ENOENT</c>.</summary>
    public static string Name(this SystemError error) => error == SystemError.TryAgain ? "EAGAIN" : ((Errno)error).ToString(); // EWOULDBLOCK is the same number

    /// <summary>Returns name and description: <c>ENOENT (No such file or directory)</c>.</summary>
    public static string Text(this SystemError error) => $"{error.Name()} ({Stdlib.strerror((Errno)error)})";

    /// <summary>Whether the kernel refused access: EACCES or EPERM.</summary>
    public static bool IsDenied(this SystemError error) => error is SystemError.AccessDenied or SystemError.NotPermitted;

    /// <summary>Whether the disk or the system fails, whatever the folder: ENOSPC, EIO, ENOMEM, ENFILE, EMFILE.</summary>
    public static bool IsOfMachine(this SystemError error) => error is SystemError.NoSpace or SystemError.DeviceFailed or SystemError.NoMemory
        or SystemError.SystemDescriptorsUsed or SystemError.ProcessDescriptorsUsed;

    /// <summary>Returns the error of that kernel name; null if there is none.</summary>
    public static SystemError? Find(string name) => Enum.TryParse<Errno>(name, out var errno) ? (SystemError)errno : null;

    /// <summary>Returns the error that .NET keeps in an exception; null if it has none.</summary>
    /// <param name="exception">Of a file operation.</param>
    public static SystemError? Of(Exception exception) => exception switch
    {
        LinuxException known => known.Error,
        UnauthorizedAccessException => SystemError.AccessDenied,
        PathTooLongException => SystemError.NameTooLong,
        DirectoryNotFoundException or FileNotFoundException => SystemError.NotFound,
        { HResult: > 0 and var raw } when NativeConvert.TryToErrno(raw, out var errno) => (SystemError)errno,
        _ => null,
    };
}
