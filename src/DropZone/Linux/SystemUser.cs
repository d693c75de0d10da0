using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>The user that this process runs as, and the groups of the system.</summary>
public static class SystemUser
{
    /// <summary>The user's number: geteuid(2).</summary>
    public static uint Current => Syscall.geteuid();

    /// <summary>Whether this process runs as root.</summary>
    public static bool IsRoot => Current == 0;

    /// <summary>Returns the number of the group; null if there is none of that name.</summary>
    public static uint? GroupNumber(string group) => Syscall.getgrnam(group)?.gr_gid;

    /// <summary>Returns the user's name if the user is neither root nor listed in the group; otherwise null.</summary>
    public static string? NameIfOutside(string group, uint user) =>
        Syscall.getpwuid(user) is { } entry && entry.pw_uid != 0 && Syscall.getgrnam(group).gr_mem?.Contains(entry.pw_name) != true ? entry.pw_name : null;
}
