using System.Globalization;
using System.Text;

namespace DropZone.PowerCut;

/// <summary>
/// A delivery whose name determines its content, so that any copy of it can be verified:
/// <c>orders-synced-000123-457.csv</c> is number 123, belongs to the feed orders, and has 457 rows.
/// </summary>
internal sealed record Delivery(string Feed, bool IsSynced, int Number, int Rows)
{
    /// <summary>A feed that rejects the whole file if a row is bad.</summary>
    public const string Orders = "orders";

    /// <summary>A feed that splits a file with bad rows.</summary>
    public const string Parts = "parts";

    /// <summary>A feed that loads its rows into a table.</summary>
    public const string Events = "events";

    public static readonly IReadOnlyList<string> Feeds = [Orders, Parts, Events];

    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Feed}-{(IsSynced ? "synced" : "unsynced")}-{Number:000000}-{Rows}.csv");

    /// <summary>The 1-based number of its bad row, or 0 if there is none.</summary>
    public int BadRow => Feed switch
    {
        Orders when Number % 7 == 3 => Rows,
        Parts when Number % 3 == 0 && Rows > 1 => (Rows + 1) / 2,
        _ => 0,
    };

    /// <summary>Whether the whole file must be rejected: no row may be delivered.</summary>
    public bool IsRejected => BadRow > 0 && Feed == Orders;

    public bool IsSplit => BadRow > 0 && Feed == Parts;

    public byte[] Content => Table("de", row => true);

    public byte[] Output => Table("DE", row => row != BadRow);

    /// <summary>The content of <c>rejects.csv</c> after a split.</summary>
    public byte[] Rejects => Table("de", row => row == BadRow);

    /// <summary>Returns delivery <paramref name="number"/>. The feeds alternate, and every fortieth delivery is large.</summary>
    public static Delivery OfNumber(int number) =>
        new(Feeds[number % Feeds.Count], number % 2 == 0, number, number % 40 == 0 ? 60_000 : (number * 37 % 3000) + 1);

    public static Delivery? Parse(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return parts is [var feed, "synced" or "unsynced", var number, var rows] && Feeds.Contains(feed)
            ? new Delivery(feed, parts[1] == "synced", int.Parse(number, CultureInfo.InvariantCulture), int.Parse(rows, CultureInfo.InvariantCulture))
            : null;
    }

    private byte[] Table(string country, Func<int, bool> has)
    {
        var text = new StringBuilder("id,country\n");
        for (var row = 1; row <= Rows; row++)
        {
            if (has(row))
                text.Append(CultureInfo.InvariantCulture, $"{(row == BadRow ? "x" : "")}{Number}{row:00000},{country}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
