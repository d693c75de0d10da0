using Shouldly;

namespace DropZone.EndToEnd.Harness;

/// <summary>The deliveries of the crash tests, and where each must be after a recovery.</summary>
public static class CrashCase
{
    public const string Good = "id,country\n1,de\n2,fr\n";
    public const string Bad = "id,country\nx,de\n";
    public const string Mixed = "id,country\n1,de\nx,it\n2,fr\n,es\n";

    /// <summary>Two columns, files are claimed as soon as they are closed.</summary>
    public const string OrdersFeed = """
        feed: orders
        match: ["orders-*.csv"]
        settle: 0s
        schema:
          fields:
            - { name: id, type: integer, constraints: { required: true } }
            - { name: country, type: string }
        transform:
          - upper: [country]
        """;

    public const string SplitFeed = OrdersFeed + "\nbad-rows: split\nmax-bad-rows: 75%\n";

    /// <summary>Loads a table before it delivers to the folder.</summary>
    public const string LoadingFeed = SplitFeed + "load:\n  - sqlite: { file: outgoing/shop.db, table: orders, create: on }\n  - directory: { path: outgoing/orders }\n";

    private const string GoodOutput = "id,country\n1,DE\n2,FR\n";
    private const string MixedRejects = "id,country\nx,it\n,es\n";

    /// <summary>Whether the job of the zone is in its last place.</summary>
    /// <param name="zone">The zone's folder.</param>
    /// <param name="end"><c>archive</c>, <c>failed</c> or <c>split</c>.</param>
    public static bool IsEnded(string zone, string end) => ZoneFolders.Jobs(zone, end == "failed" ? end : "archive").Count > 0;

    /// <summary>The zone holds the delivery <c>orders-1.csv</c> once, complete, with its output or report, and nothing else.</summary>
    public static void CheckEnd(string zone, string content, string end)
    {
        var isSplit = end == "split";
        var job = ZoneFolders.Jobs(zone, end == "failed" ? end : "archive").ShouldHaveSingleItem();
        File.ReadAllText($"{job}/orders-1.csv").ShouldBe(content);
        ZoneFolders.Jobs(zone, "working").ShouldBeEmpty();
        Directory.GetFiles($"{zone}/incoming/orders").ShouldBeEmpty();
        if (end == "failed")
        {
            ZoneFolders.Outputs(zone).ShouldBeEmpty();
            ZoneFolders.Jobs(zone, "archive").ShouldBeEmpty();
            Names(job).ShouldBe(["orders-1.csv", "report.html", "report.json", "report.txt"]);
            return;
        }

        ZoneFolders.Outputs(zone).ShouldBe(["orders-1.csv"]);
        File.ReadAllText($"{zone}/outgoing/orders/orders-1.csv").ShouldBe(GoodOutput);
        Names(job).Where(name => name is not ("record-keys" or "loaded")).ShouldBe(["orders-1.csv", "receipt.json"]);
        if (File.Exists($"{zone}/outgoing/shop.db"))
            SqliteFile.Rows($"{zone}/outgoing/shop.db", "SELECT id, country FROM orders ORDER BY id").ShouldBe(["1|DE", "2|FR"]);
        if (!isSplit)
        {
            ZoneFolders.Jobs(zone, "failed").ShouldBeEmpty();
            return;
        }

        var quarantined = ZoneFolders.Jobs(zone, "failed").ShouldHaveSingleItem();
        Path.GetFileName(quarantined).ShouldBe(Path.GetFileName(job));
        Names(quarantined).ShouldBe(["rejects.csv", "report.html", "report.json", "report.txt"]);
        File.ReadAllText($"{quarantined}/rejects.csv").ShouldBe(MixedRejects);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!)
            .Where(name => !name.StartsWith(".sender.", StringComparison.Ordinal)) // of another user
            .Order(StringComparer.Ordinal);
}
