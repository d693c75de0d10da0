using System.Globalization;
using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Sizes as written: bytes, or a whole number with a unit: <c>0</c>, <c>1GB</c>, <c>256MiB</c>.</summary>
internal static class Size
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("", 1), ("B", 1),
        ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
    ];

    /// <summary>Returns the size in bytes, or null after a complaint.</summary>
    public static long? Read(Entry entry)
    {
        const string Expected = "a size such as 256MiB, 1GB or a number of bytes";
        if (entry.Text(Expected) is not { } text)
            return null;
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = Array.FindIndex(Units, unit => unit.Unit.Equals(text[digits..].Trim(), StringComparison.OrdinalIgnoreCase));
        if (unit >= 0
            && long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= long.MaxValue / Units[unit].Bytes)
            return count * Units[unit].Bytes;
        entry.Expected(Expected);
        return null;
    }
}
