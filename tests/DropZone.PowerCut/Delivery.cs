using System.Globalization;
using System.Text;

namespace DropZone.PowerCut;

/// <summary>
/// A delivery whose name says what its bytes must be, so that any copy of it, anywhere, can be told whole from torn:
/// <c>orders-synced-000123-457.csv</c> has the number 123 and 457 rows.
/// </summary>
internal sealed record Delivery(bool IsSynced, int Number, int Rows)
{
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"orders-{(IsSynced ? "synced" : "unsynced")}-{Number:000000}-{Rows}.csv");

    /// <summary>Every seventh has a bad cell in its last row.</summary>
    public bool IsGood => Number % 7 != 3;

    public byte[] Content => Table(row => "de", IsGood ? "" : "x");

    public byte[] Output => Table(row => "DE", "");

    public static Delivery? Parse(string name)
    {
        var parts = Path.GetFileNameWithoutExtension(name).Split('-');
        return parts is ["orders", "synced" or "unsynced", var number, var rows]
            ? new Delivery(parts[1] == "synced", int.Parse(number, CultureInfo.InvariantCulture), int.Parse(rows, CultureInfo.InvariantCulture))
            : null;
    }

    private byte[] Table(Func<int, string> country, string spoiler)
    {
        var text = new StringBuilder("id,country\n");
        for (var row = 1; row <= Rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"{(row == Rows ? spoiler : "")}{Number}{row:00000},{country(row)}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
