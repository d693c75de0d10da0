using System.Globalization;
using System.Text;

namespace DropZone.Benchmarks;

/// <summary>
/// A file of 11 columns: integer, UUID, date, decimal with bounds, enum, e-mail pattern, quoted name, boolean, datetime, quoted
/// text, code. Its content is the same each time. The transforms of the feed change the case of a tenth of the addresses and codes.
/// </summary>
internal static class OrdersFile
{
    public const string Feed = """
        feed: orders
        settle: 0s
        duplicates: process
        schema:
          fields:
            - { name: id, type: integer, constraints: { required: true } }
            - { name: reference, type: string, format: uuid }
            - { name: ordered, type: date }
            - { name: amount, type: number, constraints: { minimum: 0, maximum: 1000000 } }
            - { name: status, type: string, constraints: { enum: [new, paid, shipped, cancelled] } }
            - { name: mail, type: string, constraints: { pattern: "[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\\.[A-Za-z]{2,}" } }
            - { name: name, type: string, constraints: { required: true } }
            - { name: gift, type: boolean }
            - { name: changed, type: datetime }
            - { name: note, type: string, constraints: { maxLength: 100 } }
            - { name: code, type: string, constraints: { pattern: "[A-Za-z]{3}-[0-9]{4}" } }
        transform:
          - lower: mail
          - upper: code

        """;

    private const string Header = "id,reference,ordered,amount,status,mail,name,gift,changed,note,code\n";
    private static readonly string[] Statuses = ["new", "paid", "shipped", "cancelled"];
    private static readonly string[] Names = ["Ada Lovelace", "Grace Hopper", "Jürgen Groß", "Zoë Ångström", "O'Brien, Pat", "Ana María Núñez", "Li Wei", "Kim \"\"Kit\"\" Lee"];
    private static readonly string[] Notes = ["call before noon, please", "leave it at the door", "gift wrap, blue ribbon", "two parcels, one invoice", "sehr eilig, bitte"];

    /// <summary>Writes at least <paramref name="bytes"/> bytes, up to the end of a row.</summary>
    public static void Write(string path, long bytes)
    {
        var random = new Random(20261128);
        var line = new StringBuilder();
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.NewLine = "\n";
        file.Write(Header);
        long written = Header.Length;
        var guid = new byte[16];
        var day = new DateTime(2020, 1, 1);
        for (var id = 1; written < bytes; id++)
        {
            random.NextBytes(guid);
            var changed = day.AddSeconds(random.Next(200_000_000));
            var (mail, code) = ($"customer{random.Next(1_000_000)}@example{id % 97}.com", $"{(char)('A' + (id % 26))}{(char)('A' + (id / 26 % 26))}X-{id % 10_000:0000}");
            if (id % 10 == 0)
                (mail, code) = (mail.Replace('c', 'C'), code.ToLowerInvariant());
            line.Clear().Append(CultureInfo.InvariantCulture,
                $"{id},{new Guid(guid)},{day.AddDays(random.Next(2400)):yyyy-MM-dd},{random.Next(100_000_000) / 100m:F2},{Statuses[random.Next(4)]},{mail}," +
                $"\"{Names[random.Next(Names.Length)]}\",{(random.Next(2) == 0 ? "true" : "false")},{changed:yyyy-MM-ddTHH:mm:ss},\"{Notes[random.Next(Notes.Length)]}\",{code}\n");
            file.Write(line);
            written += Encoding.UTF8.GetByteCount(line.ToString());
        }
    }
}
