using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>A zone restored from a backup, as described in the manual, with the built program.</summary>
public sealed class BackupTests
{
    private const int Waiting = 20;

    [Fact]
    public void Jobs_of_a_restored_zone_that_were_loaded_since_the_backup_are_not_loaded_again()
    {
        using var server = new PostgresServer();
        var database = server.NewDatabase();
        using var elsewhere = new TestZone();
        var sqlite = elsewhere.FileOutside("orders.db", "");
        using var zone = new TestZone(TestZone.OrdersFeed + $$"""

            load:
              - postgres: { connection: {{server.Connection(database, PostgresServer.Password)}}, table: orders, create: on }
              - sqlite: { file: {{sqlite}}, table: orders, create: on }
              - directory: { path: outgoing/orders }

            """);
        using (var service = DropZoneProcess.RunService(zone))
        {
            Drop(zone, 0, 1);
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            server.Stop();
            Drop(zone, 1, Waiting);
            Until.True(() => zone.Jobs("working").Count == Waiting && service.Output.Contains("is down", StringComparison.Ordinal), () => service.Output);
            service.Stop().ShouldBe(0);
        }

        var backup = $"{Path.GetDirectoryName(zone.Root)}/backup";
        Shell.Run($"cp -a {zone.Root} {backup}");
        server.Start();
        using (var service = DropZoneProcess.RunService(zone))
        {
            Until.True(() => zone.Jobs("archive").Count == 1 + Waiting, () => service.Output);
            Drop(zone, 1 + Waiting, 5);
            Until.True(() => zone.Jobs("archive").Count == 6 + Waiting, () => service.Output);
            service.Stop().ShouldBe(0);
        }

        string[] once = [.. Enumerable.Range(0, 6 + Waiting).Select(id => $"{id}|1")];
        Ids().ShouldBe(once);
        Shell.Run($"rm -r {zone.Root} && cp -a {backup} {zone.Root}");
        zone.Jobs("working").Count.ShouldBe(Waiting);
        using var restored = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("archive").Count == 1 + Waiting, () => restored.Output);
        zone.Jobs("failed").ShouldBeEmpty();
        Ids().ShouldBe(once, "no row is loaded twice, and rows loaded since the backup are still there");
        SqliteFile.Rows(sqlite, "SELECT id, count(*) FROM orders GROUP BY id ORDER BY id").ShouldBe(once);

        IReadOnlyList<string> Ids() => server.Rows(database, "SELECT id, count(*) FROM orders GROUP BY id ORDER BY id");
    }

    private static void Drop(TestZone zone, int first, int count)
    {
        for (var id = first; id < first + count; id++)
            zone.Drop($"orders-{id}.csv", $"id,country\n{id},de\n");
    }
}
