using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DropZone.PowerCut;

/// <summary>
/// A delivery whose name determines its content, so that any copy of it can be verified:
/// <c>orders-synced-000123-457.csv</c> is number 123, belongs to the feed orders, and has 457 rows.
/// </summary>
internal sealed partial record Delivery(string Feed, bool IsSynced, int Number, int Rows)
{
    /// <summary>A feed that rejects the whole file if a row is bad.</summary>
    public const string Orders = "orders";

    /// <summary>A feed that splits a file with bad rows.</summary>
    public const string Parts = "parts";

    /// <summary>A feed that loads its rows into a table.</summary>
    public const string Events = "events";

    /// <summary>A feed in strict order. Only in a wide run.</summary>
    public const string Strict = "strict";

    /// <summary>A feed that drops rows with keys of earlier files: its files share their first row in pairs. Only in a wide run.</summary>
    public const string Keys = "keys";

    /// <summary>Whether operators retry, correct, discard and erase jobs and sweep, and there are feeds and splits for that.</summary>
    public static readonly bool IsWide = Environment.GetEnvironmentVariable("POWERCUT_WIDE") == "1";

    public static readonly IReadOnlyList<string> Feeds = IsWide ? [Orders, Parts, Events, Strict, Keys] : [Orders, Parts, Events];

    /// <summary>Whether it has the rejects of the delivery of this name, which were dropped again.</summary>
    public bool IsResubmitted { get; init; }

    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Feed}-{(IsSynced ? "synced" : "unsynced")}-{Number:000000}-{Rows}.csv");

    /// <summary>The 1-based number of its bad row, or 0 if there is none.</summary>
    public int BadRow => Feed switch
    {
        Orders when Number % 7 == 3 => Rows,
        Parts when Number % 3 == 0 && Rows > 1 => (Rows + 1) / 2,
        Events when IsWide && Number % 3 == 0 && Rows > 1 => (Rows + 1) / 2,
        _ => 0,
    };

    /// <summary>Whether the whole file must be rejected: no row may be delivered.</summary>
    public bool IsRejected => BadRow > 0 && Feed == Orders;

    public bool IsSplit => BadRow > 0 && Feed != Orders;

    public byte[] Content => Table("de", row => true);

    /// <summary>The content after an operator has corrected it.</summary>
    public byte[] Corrected => Table("de", row => true, isCorrected: true);

    /// <summary>The rejects after an operator has corrected them.</summary>
    public byte[] CorrectedRejects => Table("de", row => row == BadRow, isCorrected: true);

    /// <summary>All that an archived original may be.</summary>
    public IEnumerable<byte[]> Originals => IsResubmitted ? [CorrectedRejects] : IsRejected ? [Corrected] : [Content];

    /// <summary>All that may wait in a queue or in the quarantine.</summary>
    public IEnumerable<byte[]> Unfinished => IsResubmitted ? [Rejects, CorrectedRejects] : [Content, Corrected];

    /// <summary>All that its output may be.</summary>
    public IEnumerable<byte[]> Outputs => IsResubmitted ? [Table("DE", row => row == BadRow, isCorrected: true)]
        : IsRejected ? [Table("DE", row => true, isCorrected: true)]
        : Feed == Keys ? [Output, Table("DE", row => row > 1)]
        : [Output];

    /// <summary>The id that it shares with another file of its feed.</summary>
    public string SharedId => string.Create(CultureInfo.InvariantCulture, $"9{Number / 10:000000}00000");

    public byte[] Output => Table("DE", row => row != BadRow);

    /// <summary>The content of <c>rejects.csv</c> after a split.</summary>
    public byte[] Rejects => Table("de", row => row == BadRow);

    /// <summary>Returns delivery <paramref name="number"/>. The feeds alternate, and every fortieth delivery is large.</summary>
    public static Delivery OfNumber(int number) =>
        new(Feeds[number % Feeds.Count], number % 2 == 0, number, number % 40 == 0 ? 60_000 : (number * 37 % 3000) + 1);

    public static Delivery? Parse(string path) =>
        Pattern().Match(Path.GetFileName(path)) is { Success: true } found && Feeds.Contains(found.Groups[1].Value)
            ? new Delivery(
                found.Groups[1].Value, found.Groups[2].Value == "synced", int.Parse(found.Groups[3].Value, CultureInfo.InvariantCulture), int.Parse(found.Groups[4].Value, CultureInfo.InvariantCulture))
            { IsResubmitted = found.Groups[5].Success }
            : null;

    private byte[] Table(string country, Func<int, bool> has, bool isCorrected = false)
    {
        var text = new StringBuilder("id,country\n");
        for (var row = 1; row <= Rows; row++)
        {
            if (has(row))
                text.Append(CultureInfo.InvariantCulture, $"{(row == BadRow && !isCorrected ? "x" : "")}{IdOf(row)},{country}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private string IdOf(int row) => Feed == Keys && row == 1 ? SharedId : string.Create(CultureInfo.InvariantCulture, $"{Number}{row:00000}");

    [GeneratedRegex(@"^([a-z]+)-(synced|unsynced)-(\d{6})-(\d+)(\.rejects)?(?:\..+)?\.csv$")]
    private static partial Regex Pattern();
}
