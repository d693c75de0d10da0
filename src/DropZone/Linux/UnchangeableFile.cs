namespace DropZone.Linux;

/// <summary>The attributes of <c>chattr</c> by which even the owner, or root, can neither rename nor remove a file: statx(2).</summary>
public static class UnchangeableFile
{
    private const int CurrentFolder = -100;       // AT_FDCWD
    private const int NoFollow = 0x100;           // AT_SYMLINK_NOFOLLOW
    private const ulong Immutable = 0x10;         // STATX_ATTR_IMMUTABLE
    private const ulong AppendOnly = 0x20;        // STATX_ATTR_APPEND

    /// <summary>Whether the entry has such an attribute. False if it is gone, or where the file system has none.</summary>
    public static bool Is(string path)
    {
        var buffer = default(NativeMethods.StatxBuffer);
        return NativeMethods.statx(CurrentFolder, NativeMethods.Bytes(path), NoFollow, 0, ref buffer) == 0
            && (buffer.Attributes & (Immutable | AppendOnly)) != 0;
    }
}
