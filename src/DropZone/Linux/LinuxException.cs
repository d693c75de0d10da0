using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>A system call that failed, with its errno: the edge to the OS.</summary>
public sealed class LinuxException : IOException
{
    public LinuxException(Errno errno, string call, string path)
        : base($"{call} {PrintableName.Of(path)}: {errno} ({Stdlib.strerror(errno)})")
    {
        Errno = errno;
    }

    public Errno Errno { get; }

    /// <summary>The failure of the call that just returned -1 on this thread.</summary>
    public static LinuxException Last(string call, string path) => new(Stdlib.GetLastError(), call, path);
}
