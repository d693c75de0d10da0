using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>The user that this process runs as, and the groups of the system.</summary>
public static class SystemUser
{
    private const uint Unchanged = uint.MaxValue; // chown(2)
    private const FilePermissions SharedByGroup = FilePermissions.S_ISGID | FilePermissions.S_IRWXU | FilePermissions.S_IRWXG;

    /// <summary>The user's number: geteuid(2).</summary>
    public static uint Current => Syscall.geteuid();

    /// <summary>Whether this process runs as root.</summary>
    public static bool IsRoot => Current == 0;

    /// <summary>Whether there is a group of that name.</summary>
    public static bool HasGroup(string group) => Syscall.getgrnam(group) is not null;

    /// <summary>Returns the user's name if the user is neither root nor listed in the group; otherwise null.</summary>
    public static string? NameIfOutside(string group, uint user) =>
        Syscall.getpwuid(user) is { } entry && entry.pw_uid != 0 && Syscall.getgrnam(group).gr_mem?.Contains(entry.pw_name) != true ? entry.pw_name : null;

    /// <summary>Changes owner and group of a folder.</summary>
    /// <param name="path">Of the folder.</param>
    /// <param name="owner">The new owner; null to keep it.</param>
    /// <param name="group">The name of the new group, which must exist; null to keep it.</param>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void Give(string path, uint? owner, string? group)
    {
        if (Syscall.chown(path, owner ?? Unchanged, group is null ? Unchanged : Syscall.getgrnam(group).gr_gid) != 0)
            throw LinuxException.Last("chown", $"{path} to the group {group}");
    }

    /// <summary>Lets the group of a folder read and write in it; what is made there belongs to the group, too.</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void ShareWithGroup(string path)
    {
        if (Syscall.chmod(path, SharedByGroup) != 0)
            throw LinuxException.Last("chmod", path);
    }
}
