namespace DropZone.Linux;

/// <summary>
/// The part of a <see cref="FileStatus"/> that shows whether a file has changed, small enough to keep many: any change of a file changes its
/// ctime or, within one tick of the kernel's clock, at least its size. The default is the stamp of no file.
/// </summary>
public readonly record struct FileStamp(ulong Device, ulong Inode, long Size, long ChangedNanoseconds)
{
    public static FileStamp Of(FileStatus status) => new(status.Device, status.Inode, status.Size, status.ChangedNanoseconds);
}
