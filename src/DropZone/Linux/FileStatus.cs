using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The status of a file at one moment, from stat(2). Two equal ones mean that the file did not change between them, as far as the
/// kernel's clock tick allows: kernels before 6.13 stamp in ticks of up to 10 ms.
/// </summary>
public readonly record struct FileStatus(
    FileKind Kind, ulong Device, ulong Inode, ulong Links, long Size, long ModifiedNanoseconds, long ChangedNanoseconds)
{
    /// <summary>The owner of the file. Not needed to find a change: chown alone changes ctime.</summary>
    public uint Owner { get; init; }

    public uint Group { get; init; }

    /// <summary>Permission bits.</summary>
    public uint Mode { get; init; }

    /// <summary>Whether both are names of one file.</summary>
    public bool IsSameFile(FileStatus other) => (Device, Inode) == (other.Device, other.Inode);

    public DateTimeOffset Modified => DateTimeOffset.UnixEpoch.AddTicks(ModifiedNanoseconds / 100);

    public DateTimeOffset Changed => DateTimeOffset.UnixEpoch.AddTicks(ChangedNanoseconds / 100);

    /// <summary>Returns the status of the entry itself, links not followed: lstat(2). Null if there is no such entry.</summary>
    /// <exception cref="LinuxException">The kernel refuses it.</exception>
    public static FileStatus? At(string path)
    {
        if (Syscall.lstat(path, out var stat) == 0)
            return Of(stat);
        var errno = Stdlib.GetLastError();
        return errno is Errno.ENOENT or Errno.ENOTDIR ? null : throw new LinuxException(errno, "lstat", path);
    }

    internal static FileStatus Of(in Stat stat) => new(
        KindOf(stat.st_mode), stat.st_dev, stat.st_ino, stat.st_nlink, stat.st_size,
        stat.st_mtime * 1_000_000_000 + stat.st_mtime_nsec, stat.st_ctime * 1_000_000_000 + stat.st_ctime_nsec)
    {
        Owner = stat.st_uid,
        Group = stat.st_gid,
        Mode = (uint)stat.st_mode & 0xFFF,
    };

    private static FileKind KindOf(FilePermissions mode) => (mode & FilePermissions.S_IFMT) switch
    {
        FilePermissions.S_IFREG => FileKind.Regular,
        FilePermissions.S_IFDIR => FileKind.Folder,
        FilePermissions.S_IFLNK => FileKind.SymbolicLink,
        FilePermissions.S_IFIFO => FileKind.Fifo,
        FilePermissions.S_IFSOCK => FileKind.Socket,
        _ => FileKind.Device,
    };
}
