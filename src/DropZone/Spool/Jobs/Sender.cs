using System.Globalization;
using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>
/// Who owned a delivery, with which rights, before the service took possession of it. It is kept in the name of an empty file of the job:
/// a name is on the disk before the change of owner that follows it, content would need a sync.
/// </summary>
/// <param name="User">The number of the owner.</param>
/// <param name="Group">The number of the group.</param>
/// <param name="Mode">Permission bits.</param>
public readonly record struct Sender(uint User, uint Group, uint Mode)
{
    /// <summary>The name of the mark: <c>.sender.1001.1002.0660</c>.</summary>
    public string MarkName => string.Create(CultureInfo.InvariantCulture, $"{JobFolder.SenderPrefix}{User}.{Group}.{OctalMode}");

    /// <summary>The mode as people write it: <c>0660</c>.</summary>
    public string OctalMode => Convert.ToString(Mode, 8).PadLeft(4, '0');

    /// <summary>Returns the owner of a file that the service has not taken.</summary>
    public static Sender Of(FileStatus status) => new(status.Owner, status.Group, status.Mode);

    /// <summary>Returns the sender that a mark among the names of a job's folder records; null if there is none.</summary>
    public static Sender? Among(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name.StartsWith(JobFolder.SenderPrefix, StringComparison.Ordinal)
                && name[JobFolder.SenderPrefix.Length..].Split('.') is [var user, var group, var mode]
                && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var owner)
                && uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var ownerGroup)
                && IsOctal(mode))
                return new Sender(owner, ownerGroup, Convert.ToUInt32(mode, 8));
        }

        return null;
    }

    private static bool IsOctal(string text) => text.Length is > 0 and <= 5 && text.All(digit => digit is >= '0' and <= '7');
}
