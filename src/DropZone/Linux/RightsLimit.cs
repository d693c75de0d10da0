using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The most rights that a file may have which was made from another one: a copy, a compressed original, a text with its values. A user
/// who cannot read or write the source cannot read or write the new file either, except the user who makes it.
/// </summary>
/// <param name="Owner">The owner of the source.</param>
/// <param name="Group">The group of the source.</param>
/// <param name="Mode">The rights that the source grants for certain, as permission bits; it may grant more by an access control list.</param>
public readonly record struct RightsLimit(uint Owner, uint Group, uint Mode)
{
    private const uint Data = 0x1B6;      // 0666: a copy is no program and has no special bits
    private const uint ReadOnly = 0x1A4;  // 0644
    private const uint OwnerOnly = 0x180; // 0600
    private const uint Unchanged = uint.MaxValue; // chown(2)

    /// <summary>Stands for all ids that a user namespace hides: two files with it may have different groups. Source: user_namespaces(7).</summary>
    private const uint Hidden = 65534;

    private const string AccessList = "system.posix_acl_access";
    private const int LongestList = 65536; // XATTR_SIZE_MAX
    private const int ListHeader = 4;
    private const int ListEntry = 8;

    /// <summary>The limit of a file without a known source: the owner alone.</summary>
    public static RightsLimit Private => new(SystemUser.Current, Hidden, OwnerOnly);

    /// <summary>Returns the limit for what is made from a file. If it is no regular file, or is gone, the limit is <see cref="Private"/>.</summary>
    /// <exception cref="LinuxException">The kernel refuses its status.</exception>
    public static RightsLimit At(string path) =>
        FileStatus.At(path) is { Kind: FileKind.Regular } source ? new RightsLimit(source.Owner, source.Group, Certain(path, source.Mode & Data)) : Private;

    /// <summary>Returns the limit as it was before the service took possession of a file. Its access list is still there.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="owner">Its owner then.</param>
    /// <param name="group">Its group then.</param>
    /// <param name="mode">Its mode then.</param>
    public static RightsLimit Before(string path, uint owner, uint group, uint mode) => new(owner, group, Certain(path, mode & Data));

    /// <summary>Returns the limit for what is made from two files: what both allow.</summary>
    public RightsLimit And(RightsLimit other)
    {
        // in the other file, members of this group are members of its group or others
        var group = GroupBits & other.GroupBits & (Group == other.Group ? 7 : other.OtherBits);
        var others = OtherBits & other.OtherBits & (Group == other.Group ? 7 : other.GroupBits);
        return new RightsLimit(Owner == other.Owner ? Owner : Unchanged, Group, (Mode & other.Mode & OwnerOnly) | (group << 3) | others);
    }

    /// <summary>Creates a file that has no more rights at any moment, and opens it for writing. A file that an earlier try left is removed.</summary>
    /// <param name="path">Of the new file, in a folder that only we can write.</param>
    /// <param name="buffer">Of the stream, in bytes.</param>
    /// <exception cref="LinuxException">EEXIST, EACCES, ENOSPC …</exception>
    public FileStream Create(string path, int buffer = 4096)
    {
        var file = NewFile.Create(path, OwnerOnly);
        try
        {
            Apply((int)file.DangerousGetHandle(), path);
            return new FileStream(file, FileAccess.Write, buffer);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Apply(int file, string path)
    {
        // an access list is inherited from the default list of the folder; the mode would be its mask
        Set(file, OwnerOnly, path);
        if (NativeMethods.fremovexattr(file, AccessList) != 0
            && NativeConvert.ToErrno(Marshal.GetLastPInvokeError()) is var errno and not (Errno.ENODATA or Errno.EOPNOTSUPP or Errno.ENOSYS))
            throw new LinuxException(errno, "fremovexattr", path);
        if (Syscall.fstat(file, out var stat) != 0)
            throw LinuxException.Last("fstat", path);
        var keepsOwner = stat.st_uid == Owner;
        var keepsGroup = Group != Hidden && (stat.st_gid == Group || Syscall.fchown(file, Unchanged, Group) == 0);
        Set(file, ModeOf(keepsOwner, keepsGroup), path);
    }

    /// <summary>Where the group changes, all users get the rights that all users had.</summary>
    private uint ModeOf(bool keepsOwner, bool keepsGroup)
    {
        var everyone = GroupBits & OtherBits;
        var shared = keepsGroup ? (GroupBits << 3) | OtherBits : (everyone << 3) | everyone;
        return keepsOwner && keepsGroup ? Mode : ((keepsOwner ? Mode & OwnerOnly : OwnerOnly) | shared) & ReadOnly;
    }

    private uint GroupBits => (Mode >> 3) & 7;

    private uint OtherBits => Mode & 7;

    private static void Set(int file, uint mode, string path)
    {
        if (Syscall.fchmod(file, (FilePermissions)mode) != 0)
            throw LinuxException.Last("fchmod", path);
    }

    /// <summary>
    /// Returns the mode without the rights that an access list takes from a user: with one, the group's bits are only its mask, and a user named in it may
    /// have less than all others. Source: acl(5), and linux/posix_acl_xattr.h for the bytes.
    /// </summary>
    private static uint Certain(string path, uint mode)
    {
        var list = ArrayPool<byte>.Shared.Rent(LongestList);
        try
        {
            var length = (int)NativeMethods.lgetxattr(NativeMethods.Bytes(path), AccessList, list, LongestList);
            return length >= 0 ? WithoutTaken(list.AsSpan(0, length), mode)
                : NativeConvert.ToErrno(Marshal.GetLastPInvokeError()) is Errno.ENODATA or Errno.EOPNOTSUPP or Errno.ENOSYS ? mode
                : mode & OwnerOnly;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(list);
        }
    }

    private static uint WithoutTaken(ReadOnlySpan<byte> list, uint mode)
    {
        var shared = 7u;
        for (var at = ListHeader; at + ListEntry <= list.Length; at += ListEntry)
        {
            // user, owning group, group, mask
            if (BinaryPrimitives.ReadUInt16LittleEndian(list[at..]) is 0x02 or 0x04 or 0x08 or 0x10)
                shared &= BinaryPrimitives.ReadUInt16LittleEndian(list[(at + 2)..]);
        }

        return (mode & OwnerOnly) | (((mode >> 3) & 7 & shared) << 3) | (mode & 7 & shared);
    }
}
