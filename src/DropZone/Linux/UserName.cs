using System.Globalization;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>The name of a user; the number of a user without a name.</summary>
public static class UserName
{
    public static string Of(uint user) =>
        Syscall.getpwuid(user)?.pw_name ?? user.ToString(CultureInfo.InvariantCulture);
}
