namespace DropZone.Linux;

/// <summary>
/// What of a <see cref="FileStatus"/> tells whether a file has changed since, for those who remember many: whatever changes a file changes its
/// ctime, and, within one tick of the kernel's clock, at least its size. The default is that of no file.
/// </summary>
public readonly record struct FileStamp(ulong Device, ulong Inode, long Size, long ChangedNanoseconds)
{
    public static FileStamp Of(FileStatus look) => new(look.Device, look.Inode, look.Size, look.ChangedNanoseconds);
}
