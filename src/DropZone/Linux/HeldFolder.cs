using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// A folder held by a descriptor, and operations on it and on names in it. Links are never followed, and what was checked is what is
/// changed: other users may rename the folder or exchange a name in it at any moment, but not the folder behind the descriptor.
/// </summary>
public sealed class HeldFolder : IDisposable
{
    private const int LongestPath = 4096; // PATH_MAX
    private const uint Unchanged = uint.MaxValue; // chown(2)
    private const OpenFlags FolderOnly = OpenFlags.O_DIRECTORY | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK;
    private readonly SafeFileHandle _handle;

    private HeldFolder(string path, int descriptor)
    {
        Path = path;
        Descriptor = descriptor;
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Where it was opened. For messages.</summary>
    public string Path { get; }

    internal int Descriptor { get; }

    /// <summary>A path that leads to this folder, whatever has its name by now: proc(5).</summary>
    public string HeldPath => Linux.HeldPath.Of(Descriptor);

    /// <summary>Makes the folder and its missing parents, as <see cref="DurableFolder.Ensure"/>, and opens it.</summary>
    /// <exception cref="IOException">It cannot be made or opened, or is no folder: a link, a file.</exception>
    public static HeldFolder Ensure(string path)
    {
        DurableFolder.Ensure(path);
        return Open(path);
    }

    /// <summary>Opens a folder. Only its parents may be links.</summary>
    /// <exception cref="IOException">It cannot be opened, or is no folder: a link, a file.</exception>
    public static HeldFolder Open(string path)
    {
        var descriptor = Syscall.open(path, FolderOnly);
        if (descriptor >= 0)
            return new HeldFolder(path, descriptor);
        var errno = Stdlib.GetLastError();
        throw errno is Errno.ENOTDIR or Errno.ELOOP && FileStatus.At(path) is { Kind: not FileKind.Folder } other
            ? new IOException($"{PrintableName.Of(path)} is {other.Kind.Text()} of {UserName.Of(other.Owner)}, not a folder. Remove it or move it away")
            : new LinuxException(errno, "open", path);
    }

    /// <summary>Opens a folder whose name may be a link, of an administrator: the folder of a zone.</summary>
    /// <exception cref="LinuxException">It cannot be opened, or is no folder.</exception>
    public static HeldFolder OpenLinked(string path) =>
        Syscall.open($"{path}/.", FolderOnly) is >= 0 and var descriptor ? new HeldFolder(path, descriptor) : throw LinuxException.Last("open", path);

    /// <summary>Opens a folder in this one. Returns null, with the reason: ENOTDIR or ELOOP (a link, a file), EXDEV (another mount), ENOENT …</summary>
    public HeldFolder? TryOpen(string name, out SystemError error)
    {
        var descriptor = OpenBeneath.Try(Descriptor, name, FolderOnly, out error);
        return descriptor < 0 ? null : new HeldFolder(At(name), descriptor);
    }

    /// <summary>
    /// Opens a folder in this one, on whatever mount, to pass through it or to write in it, which takes no right to read it. Returns null, with the
    /// reason: ENOTDIR (a link, a file), ENOENT …
    /// </summary>
    public HeldFolder? TryPass(string name, out SystemError error) => TryPass($"{HeldPath}/{name}", At(name), out error);

    /// <summary>Opens the root folder, to pass through it.</summary>
    /// <exception cref="LinuxException">There is no descriptor left.</exception>
    public static HeldFolder PassRoot() => TryPass("/", "", out var error) ?? throw new LinuxException(error, "open", "/");

    /// <summary>Returns the path in a symbolic link of this folder: readlink(2). Null if the name is no link.</summary>
    public string? LinkAt(string name)
    {
        var target = new byte[LongestPath];
        var length = Syscall.readlink($"{HeldPath}/{name}", target);
        return length < 0 ? null : UnixEncoding.Instance.GetString(target, 0, (int)length);
    }

    /// <summary>Returns the status of this folder, even if it was renamed: fstat(2).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public FileStatus Status() =>
        Syscall.fstat(Descriptor, out var stat) == 0 ? FileStatus.Of(stat) : throw LinuxException.Last("fstat", Path);

    /// <summary>Returns the status of the entry itself: fstatat(2). Null if there is no such entry.</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public FileStatus? StatusOf(string name)
    {
        if (Syscall.fstatat(Descriptor, name, out var stat, AtFlags.AT_SYMLINK_NOFOLLOW) == 0)
            return FileStatus.Of(stat);
        var errno = Stdlib.GetLastError();
        return errno == Errno.ENOENT ? null : throw new LinuxException(errno, "fstatat", At(name));
    }

    /// <summary>Returns the names in it, in no order.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public IEnumerable<string> Names() =>
        FolderListing.Of(HeldPath).Select(entry => entry.Name);

    /// <summary>Makes a new folder: mkdirat(2). EEXIST if anything has the name, a dangling link included.</summary>
    /// <param name="mode">Its permission bits, less the umask.</param>
    public SystemError TryMakeFolder(string name, uint mode) => Result(Syscall.mkdirat(Descriptor, name, (FilePermissions)mode));

    /// <summary>Makes a new empty file: openat(2) with O_EXCL. EEXIST if anything has the name, a dangling link included.</summary>
    /// <param name="mode">Its permission bits, less the umask.</param>
    public SystemError TryMakeFile(string name, uint mode)
    {
        var descriptor = Syscall.openat(
            Descriptor, name, OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC, (FilePermissions)mode);
        return descriptor < 0 ? (SystemError)Stdlib.GetLastError() : Result(Syscall.close(descriptor));
    }

    /// <summary>Removes the name of a file, or of an empty folder: unlinkat(2).</summary>
    public SystemError TryRemove(string name, bool isFolder) => Result(Syscall.unlinkat(Descriptor, name, isFolder ? AtFlags.AT_REMOVEDIR : 0));

    /// <summary>Changes owner and group of this folder: fchown(2).</summary>
    /// <param name="owner">The new owner; null to keep it.</param>
    /// <param name="group">The number of the new group; null to keep it.</param>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public void Give(uint? owner, uint? group)
    {
        if (Syscall.fchown(Descriptor, owner ?? Unchanged, group ?? Unchanged) != 0)
            throw LinuxException.Last("fchown", Path);
    }

    /// <summary>Sets the permission bits of this folder: fchmod(2).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public void SetMode(uint mode)
    {
        if (Syscall.fchmod(Descriptor, (FilePermissions)mode) != 0)
            throw LinuxException.Last("fchmod", Path);
    }

    /// <summary>Makes the names in this folder durable: fsync(2).</summary>
    /// <exception cref="LinuxException">The disk could not take them.</exception>
    public void Sync()
    {
        if (Syscall.fsync(Descriptor) != 0)
            throw LinuxException.Last("fsync", Path);
    }

    public void Dispose() => _handle.Dispose();

    private static HeldFolder? TryPass(string place, string path, out SystemError error)
    {
        const int PathOnly = 0x200000; // O_PATH
        var descriptor = NativeMethods.open(NativeMethods.Bytes(place), PathOnly | NativeConvert.FromOpenFlags(FolderOnly));
        error = descriptor < 0 ? (SystemError)NativeConvert.ToErrno(Marshal.GetLastPInvokeError()) : SystemError.None;
        return descriptor < 0 ? null : new HeldFolder(path, descriptor);
    }

    private string At(string name) => $"{Path}/{name}";

    private static SystemError Result(int call) => call == 0 ? SystemError.None : (SystemError)Stdlib.GetLastError();
}
