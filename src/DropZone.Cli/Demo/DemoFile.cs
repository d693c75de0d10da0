using System.IO.Compression;
using System.Text;

namespace DropZone.Cli.Demo;

/// <summary>One sample file of the demo.</summary>
/// <param name="Name">The file name.</param>
/// <param name="Story">A description in a few words.</param>
/// <param name="Content">The bytes.</param>
/// <param name="IsSlow">Whether its sender is still writing when the others are processed.</param>
internal sealed record DemoFile(string Name, string Story, byte[] Content, bool IsSlow = false)
{
    /// <summary>The feed of all files.</summary>
    public const string Feed = """
        # The feed of the demo: orders of a shop.
        feed: orders
        match: ["orders-*.csv"]
        settle: 500ms
        schema:
          fields:
            - { name: order_id, type: integer, constraints: { required: true, unique: true } }
            - { name: country, type: string, constraints: { pattern: "[A-Za-z]{2}" } }
            - { name: placed, type: date }
            - { name: amount, type: number, constraints: { minimum: 0 } }
        transform:
          - upper: [country]
          - add: { source_file: "{file.name}" }

        """;

    public static IReadOnlyList<DemoFile> All { get; } =
    [
        new("orders-good.csv", "a good file", Text("""
            order_id,country,placed,amount
            1001,de,2026-11-20,19.90
            1002,fr,2026-11-20,7.50
            1003,nl,2026-11-21,120.00

            """)),
        new("orders-bad.csv", "three bad cells", Text("""
            order_id,country,placed,amount
            1004,de,2026-11-21,12.00
            1005,fr,21.11.2026,5.20
            1006,Holland,2026-11-22,8.00
            1006,nl,2026-11-22,8.00

            """)),
        new("orders-slow.csv", "still being written", Text("""
            order_id,country,placed,amount
            1007,at,2026-11-22,3.10
            1008,ch,2026-11-23,44.00

            """), IsSlow: true),
        new("orders-excel.csv", "an Excel workbook", Workbook()),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Returns a zip with the two parts that identify a workbook.</summary>
    private static byte[] Workbook()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { ("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>") })
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
