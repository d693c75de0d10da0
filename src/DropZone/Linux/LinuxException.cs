using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>A system call that the kernel refused: the edge to the operating system.</summary>
public sealed class LinuxException : IOException
{
    /// <param name="error">Why.</param>
    /// <param name="call">The name of the call.</param>
    /// <param name="path">The path of the call.</param>
    public LinuxException(SystemError error, string call, string path)
        : base($"{call} {PrintableName.Of(path)}: {error.Text()}") => Error = error;

    internal LinuxException(Errno errno, string call, string path)
        : this((SystemError)errno, call, path)
    {
    }

    /// <summary>Why the call was refused.</summary>
    public SystemError Error { get; }

    /// <summary>There is no such file or folder.</summary>
    public bool IsNotFound => Error == SystemError.NotFound;

    /// <summary>This user has no right to it.</summary>
    public bool IsDenied => Error.IsDenied();

    /// <summary>Returns the failure of the call that has just returned -1 on this thread.</summary>
    public static LinuxException Last(string call, string path) => new(Stdlib.GetLastError(), call, path);
}
