using System.Globalization;
using System.Text;

namespace DropZone.Linux;

/// <summary>
/// Shows a name that anybody may have chosen: control characters and bytes that are not UTF-8 are escaped,
/// so that a name can forge neither a log line nor a terminal sequence.
/// </summary>
public static class PrintableName
{
    /// <summary>The name in one printable line; names in the form of <see cref="Mono.Unix.UnixEncoding"/> are understood.</summary>
    public static string Of(string name)
    {
        if (!name.Any(IsUnsafe))
            return name;
        var shown = new StringBuilder(name.Length + 16);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            // UnixEncoding writes a byte that is not UTF-8 as NUL and the byte
            if (c == '\0' && i + 1 < name.Length)
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)name[++i]:x2}");
            else if (!IsUnsafe(c))
                shown.Append(c);
            else if (c < 0x80)
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return shown.ToString();
    }

    /// <summary>Whether the name must not be shown, or used as a path in .NET, as it is.</summary>
    public static bool IsUnsafe(string name) => name.Any(IsUnsafe);

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned;
}
