using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// A file opened by open(2) without following a link in its last component and without ever blocking: a FIFO or a device put
/// under a delivery's name can neither hang the service nor lead it elsewhere (O_NOFOLLOW, O_NONBLOCK, O_CLOEXEC, O_NOCTTY).
/// </summary>
public sealed class OpenedFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private OpenedFile(string path, int descriptor)
    {
        Path = path;
        Descriptor = descriptor;
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public string Path { get; }

    internal int Descriptor { get; }

    /// <summary>A path that leads to this file or folder, whatever has its name by now: proc(5).</summary>
    public string HeldPath => Linux.HeldPath.Of(Descriptor);

    /// <exception cref="LinuxException">With its errno: ENOENT, EACCES, ELOOP (a symbolic link), EMFILE …</exception>
    public static OpenedFile Open(string path) => TryOpen(path, out var error) ?? throw new LinuxException(error, "open", path);

    /// <summary>Opens a folder, and nothing else.</summary>
    /// <exception cref="LinuxException">ENOENT, ENOTDIR, EACCES …</exception>
    public static OpenedFile OpenFolder(string path) => TryOpenFolder(path, out var error) ?? throw new LinuxException(error, "open", path);

    /// <summary>Opens a folder, and nothing else. Returns null, with the reason, if it cannot be opened.</summary>
    public static OpenedFile? TryOpenFolder(string path, out SystemError error) => TryOpen(path, OpenFlags.O_DIRECTORY, out error);

    /// <summary>Opens a file for reading. Returns null, with the reason, if it cannot be opened.</summary>
    public static OpenedFile? TryOpen(string path, out SystemError error) => TryOpen(path, OpenFlags.O_RDONLY, out error);

    private static OpenedFile? TryOpen(string path, OpenFlags flags, out SystemError error)
    {
        var descriptor = Syscall.open(
            path, flags | OpenFlags.O_NOFOLLOW | OpenFlags.O_NONBLOCK | OpenFlags.O_CLOEXEC | OpenFlags.O_NOCTTY);
        error = descriptor < 0 ? (SystemError)Stdlib.GetLastError() : SystemError.None;
        return descriptor < 0 ? null : new OpenedFile(path, descriptor);
    }

    /// <summary>Returns the status of this file, even if it was renamed: fstat(2).</summary>
    public FileStatus Status() =>
        Syscall.fstat(Descriptor, out var stat) == 0 ? FileStatus.Of(stat) : throw LinuxException.Last("fstat", Path);

    /// <summary>Changes the group of this file: fchown(2). Returns why that was refused.</summary>
    public SystemError TryGiveGroup(uint group) => Syscall.fchown(Descriptor, uint.MaxValue, group) == 0 ? SystemError.None : (SystemError)Stdlib.GetLastError();

    /// <summary>Returns a stream from the start of the file. Closing it leaves the file open.</summary>
    public Stream Read() => new OpenedFileStream(_handle, Path);

    public void Dispose() => _handle.Dispose();
}
