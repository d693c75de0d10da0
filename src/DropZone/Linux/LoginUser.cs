using System.Globalization;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The person behind this process: the user who logged in, whom sudo and su do not change. Without a login, as in a container: the
/// user of sudo, then that of the process. Source: proc_pid_loginuid(5).
/// </summary>
public static class LoginUser
{
    private const string LoginNumber = "/proc/self/loginuid";

    /// <summary>The user's name; the number of a user without a name.</summary>
    public static string Name =>
        Number() is { } user ? UserName.Of(user)
        : Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } before ? before
        : UserName.Of(Syscall.getuid());

    /// <summary>Returns the number of the user who logged in; null without a login.</summary>
    private static uint? Number() =>
        File.Exists(LoginNumber) && uint.TryParse(File.ReadAllText(LoginNumber), CultureInfo.InvariantCulture, out var user) && user != uint.MaxValue ? user : null;
}
