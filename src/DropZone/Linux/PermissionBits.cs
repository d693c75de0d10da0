using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>chmod(2)</summary>
public static class PermissionBits
{
    /// <summary>Owner and group may read and write: 0660.</summary>
    public const uint GroupShared = 0x1B0;

    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void Set(string path, uint mode)
    {
        if (Syscall.chmod(path, (FilePermissions)mode) != 0)
            throw LinuxException.Last("chmod", path);
    }
}
