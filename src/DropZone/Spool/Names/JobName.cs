using System.Globalization;
using System.Text;
using DropZone.Linux;

namespace DropZone.Spool.Names;

/// <summary>
/// The name of a job and of its folder: <c>20261123T101502Z-k7f3q9xd-orders.csv</c>: when it was claimed (UTC), eight random
/// letters, the delivery's name, cut to fit 255 bytes. Names sort by time.
/// </summary>
public readonly record struct JobName
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int LongestName = 255;
    private const int StampLength = 16 + 1 + 8;

    private JobName(string text) => Text = text;

    public string Text { get; }

    /// <summary>Time and random part alone, added to names that are taken.</summary>
    public string Stamp => Text[..StampLength];

    /// <summary>The eight random letters.</summary>
    public string Random => Text[17..StampLength];

    /// <summary>The delivery's safe name, cut to fit.</summary>
    public string Delivery => Text[(StampLength + 1)..];

    /// <summary>The date of the archive folder: <c>2026-11-23</c>.</summary>
    public string Date => $"{Text[..4]}-{Text[4..6]}-{Text[6..8]}";

    /// <summary>When it was claimed, to the second.</summary>
    public DateTimeOffset Time => DateTimeOffset.ParseExact(
        Text[..16], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The longest delivery name, in bytes, that a job's name holds whole.</summary>
    public static int LongestDelivery => LongestName - StampLength - 1;

    public static JobName New(DateTimeOffset now, Random random, string safeName)
    {
        var letters = string.Create(8, random, static (span, random) => random.GetItems(Letters, span));
        return new JobName(
            $"{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{letters}-{Cut(safeName, LongestDelivery)}");
    }

    /// <summary>Whether the text identifies the job: it is the start of its name, or of its random part.</summary>
    public bool IsMeantBy(string start) =>
        start.Length > 0 && (Text.StartsWith(start, StringComparison.Ordinal) || Random.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Parses the name of a folder. Returns null if it is no job.</summary>
    public static JobName? Parse(string folder) =>
        folder.Length > StampLength + 1 && folder[16] == '-' && folder[StampLength] == '-'
        && DateTime.TryParseExact(folder[..16], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && !PrintableName.IsUnsafe(folder)
            ? new JobName(folder)
            : null;

    public override string ToString() => Text;

    private static string Cut(string name, int bytes)
    {
        while (Encoding.UTF8.GetByteCount(name) > bytes)
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        return name;
    }
}
