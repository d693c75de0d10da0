namespace DropZone.Linux;

/// <summary>
/// Sets permission bits of an entry itself. chmod(2) would follow a link that another user put under the name, and fchmodat(2) can
/// avoid that only since Linux 6.6.
/// </summary>
public static class PermissionBits
{
    /// <summary>Owner and group may read and write: 0660.</summary>
    public const uint GroupShared = 0x1B0;

    /// <exception cref="LinuxException">The kernel refuses, or the entry is a link (ELOOP).</exception>
    public static void Set(string path, uint mode)
    {
        if (TrySet(path, mode) is var error and not SystemError.None)
            throw new LinuxException(error, "chmod", path);
    }

    /// <summary>Sets the bits. Returns why that was refused; ELOOP: the entry is a link.</summary>
    public static SystemError TrySet(string path, uint mode)
    {
        using var held = HeldFile.TryOpen(path, out var error);
        return held?.TrySetMode(mode) ?? error;
    }

    /// <summary>Sets the bits of a folder. Returns why that was refused; ENOTDIR: the entry is something else.</summary>
    public static SystemError TrySetFolder(string path, uint mode)
    {
        using var held = HeldFile.TryOpenFolder(path, out var error);
        return held?.TrySetMode(mode) ?? error;
    }
}
