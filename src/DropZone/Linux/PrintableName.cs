using System.Globalization;
using System.Text;

namespace DropZone.Linux;

/// <summary>Shows a file name from an untrusted sender, in the form of <see cref="Mono.Unix.UnixEncoding"/>, in one safe line.</summary>
public static class PrintableName
{
    /// <summary>Bytes that are not UTF-8 as <c>\xe9</c>, the rest as <see cref="VisibleText"/> shows it.</summary>
    public static string Of(string name)
    {
        if (!name.Contains('\0', StringComparison.Ordinal))
            return VisibleText.Escape(name);
        // UnixEncoding writes a byte that is not UTF-8 as NUL and the byte
        var parts = name.Split('\0');
        var shown = new StringBuilder(VisibleText.Escape(parts[0]));
        foreach (var part in parts.Skip(1).Where(part => part.Length > 0))
            shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)part[0]:x2}").Append(VisibleText.Escape(part[1..]));
        return shown.ToString();
    }

    /// <summary>Whether the name is unsafe to show, or to use as a path in .NET, as it is.</summary>
    public static bool IsUnsafe(string name) => VisibleText.Escape(name) != name;
}
