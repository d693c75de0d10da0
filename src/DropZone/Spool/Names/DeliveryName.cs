using System.Text;
using DropZone.Linux;

namespace DropZone.Spool.Names;

/// <summary>
/// Safe names for deliveries and outputs: the name itself, unless it is too long for a folder's name, is not UTF-8 or has control
/// characters. The receipt has the true bytes.
/// </summary>
public static class DeliveryName
{
    private const int LongestEnding = 16;

    /// <summary>Returns the name of an output: the delivery's own, unless it is unsafe or too long.</summary>
    public static string ForTarget(string name)
    {
        var plain = PrintableName.IsUnsafe(name) ? Plain(name) : name;
        return Encoding.UTF8.GetByteCount(plain) <= JobName.LongestDelivery ? plain : Shorten(plain);
    }

    private static string Plain(string name)
    {
        // NUL and the byte after it are one byte that is not UTF-8 (UnixEncoding)
        var plain = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isByte = name[i] == '\0';
            if (isByte)
                i++;
            plain.Append(isByte || PrintableName.IsUnsafe(name[i].ToString()) && !char.IsSurrogate(name[i]) ? '_' : name[i]);
        }

        return PrintableName.IsUnsafe(plain.ToString()) ? "delivery" : plain.ToString();
    }

    /// <summary>Joins stem and ending; the stem is cut so that both fit into the longest name of a delivery.</summary>
    public static string Fit(string stem, string ending)
    {
        while (stem.Length > 0 && Encoding.UTF8.GetByteCount(stem) + Encoding.UTF8.GetByteCount(ending) > JobName.LongestDelivery)
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        return stem + ending;
    }

    /// <summary>Returns the ending in the usual sense, with its dot: <c>.csv</c>, <c>.csv.gz</c>. A long one counts as part of the stem.</summary>
    public static string EndingOf(string name)
    {
        var last = Path.GetExtension(name);
        var found = last.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? Path.GetExtension(name[..^last.Length]) + last : last;
        return found.Length <= LongestEnding ? found : last.Length <= LongestEnding ? last : "";
    }

    private static string Shorten(string name)
    {
        var extension = EndingOf(name);
        return Fit(name[..^extension.Length], extension);
    }
}
