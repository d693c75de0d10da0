using System.Text.RegularExpressions;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The mask of new files: umask(2). The unit starts the service with 0077, so that what commands of feeds create is private; the service
/// itself takes the mask in <see cref="Variable"/>, because the group of its folders reads its files.
/// </summary>
public static partial class FileModeMask
{
    /// <summary>The environment variable with the mask of the service, octal: <c>0027</c>.</summary>
    public const string Variable = "DROPZONE_UMASK";

    private const FilePermissions OwnerOnly = FilePermissions.S_IRWXG | FilePermissions.S_IRWXO;

    /// <summary>Takes the mask in the variable; without it, or if it is no mask, that of the process stays.</summary>
    public static void TakeOwn()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } text && Octal().IsMatch(text))
            _ = Syscall.umask((FilePermissions)Convert.ToUInt32(text, 8));
    }

    /// <summary>Takes 0077 if the variable is set: this process starts a command of a feed.</summary>
    public static void TakePrivate()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            _ = Syscall.umask(OwnerOnly);
    }

    [GeneratedRegex("^0?[0-7]{3}$")]
    private static partial Regex Octal();
}
