using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DropZone.EndToEnd.Harness;
using DropZone.EndToEnd.Servers;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Kills of the service and of a server while jobs are loaded: every row arrives once.</summary>
public sealed class LoadCrashTests(PostgresServer server, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private const int Jobs = 500;
    private const int RowsOfAJob = 20;
    private const int Kills = 30;

    [Fact]
    public void Killed_with_its_server_at_random_moments_the_service_loads_every_row_exactly_once_into_each_target()
    {
        var database = server.NewDatabase();
        using var elsewhere = new OtherFileSystem();
        using var zone = new TestZone($$"""
            feed: orders
            settle: 0s
            schema: { fields: [{ name: id, type: integer }, { name: note, type: string }] }
            load:
              - postgres: { connection: {{server.Connection(database)}}, table: orders, create: on }
              - sqlite: { file: outgoing/shop.db, table: orders, create: on }
              - directory: { path: {{elsewhere.Path}} }
              - directory: { path: outgoing/orders }
            """);
        var (seed, random) = Seed();
        output.WriteLine($"seed {seed}; repeat with DROPZONE_TEST_SEED={seed}");
        for (var job = 0; job < Jobs; job++)
            zone.Drop($"{job:000}.csv", Content(job));

        var service = DropZoneProcess.StartService(zone);
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var enough = Math.Min(zone.Outputs().Count + random.Next(25), Jobs);
                Until.True(() => zone.Outputs().Count >= enough, () => service.Output);
                if (kill % 2 == 0)
                {
                    service.Kill();
                    service.Dispose();
                    service = DropZoneProcess.StartService(zone);
                }
                else
                {
                    server.Kill();
                    server.Start();
                }
            }

            Until.True(() => zone.Jobs("archive").Count == Jobs, () => service.Output, 120);
            service.Stop().ShouldBe(0, service.Output);
        }
        finally
        {
            service.Dispose(); // the service would write into a folder that is being deleted
        }

        zone.Jobs("failed").ShouldBeEmpty();
        zone.Jobs("working").ShouldBeEmpty();

        // the result of an undisturbed run
        var lines = Enumerable.Range(0, Jobs).SelectMany(Lines).ToList();
        var expected = $"{lines.Count}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines))))}";
        server.Rows(database, "SELECT count(*), encode(sha256(convert_to(string_agg(id || ',' || note, '' ORDER BY id), 'UTF8')), 'hex') FROM orders").ShouldBe([expected]);
        server.Rows(database, "SELECT count(*), sum(rows) FROM dropzone_jobs").ShouldBe([$"{Jobs}|{lines.Count}"]);
        SqliteFile.Rows($"{zone.Root}/outgoing/shop.db", "SELECT id || ',' || note FROM orders ORDER BY id").ShouldBe(lines);
        foreach (var folder in new[] { $"{zone.Root}/outgoing/orders", elsewhere.Path })
            Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText).ShouldBe(Enumerable.Range(0, Jobs).Select(Content));
    }

    private static string Content(int job) => "id,note\n" + string.Concat(Lines(job).Select(line => line + '\n'));

    private static IEnumerable<string> Lines(int job) =>
        Enumerable.Range(job * RowsOfAJob, RowsOfAJob).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id},note {id * 7}"));

    private static (int Seed, Random Random) Seed()
    {
        var seed = LongForm.Seed;
        return (seed, new Random(seed));
    }
}
