using System.Globalization;

namespace DropZone.Cli;

/// <summary>A size for display, in at most six characters: <c>817 B</c>, <c>9.8 kB</c>, <c>1.2 GB</c>.</summary>
internal static class SizeText
{
    public static string Of(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 999.5 && unit < units.Length - 1; unit++)
            size /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 || size >= 9.95 ? size.ToString("0", CultureInfo.InvariantCulture) : size.ToString("0.0", CultureInfo.InvariantCulture))} {units[unit]}");
    }
}
