using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary>Lookups in a reference table that changes while the service runs.</summary>
public sealed class LookupTests
{
    private const string Feed = TestZone.OrdersFeed + "\n  - lookup: { reference: countries, key: country, add: name }\nreferences: { countries: ../../../countries.csv }\n";

    [Fact]
    public void A_new_version_of_the_table_is_used_for_the_next_file()
    {
        using var zone = new TestZone(Feed);
        Put(zone, "country,name\nDE,Germany\n");
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 1; i <= 20; i++)
        {
            zone.Drop($"orders-{i:00}.csv", $"id,country\n{i},de\n");
            Until.True(() => zone.Jobs("archive").Count == i, () => service.Output);
            File.ReadAllText($"{zone.Root}/outgoing/orders/orders-{i:00}.csv").ShouldBe($"id,country,name\n{i},DE,Germany{(i > 1 ? i - 1 : "")}\n");
            Put(zone, $"country,name\nDE,Germany{i}\n");
        }
    }

    [Fact]
    public void An_invalid_table_defers_the_job_and_the_log_has_the_reason()
    {
        using var zone = new TestZone(Feed);
        Put(zone, "country,name\nDE,Germany\n");
        using var service = DropZoneProcess.RunService(zone);
        Put(zone, "country,name\nDE,Germany\nDE,Deutschland\n");
        zone.Drop("orders-1.csv", "id,country\n1,de\n");
        Until.True(() => service.Output.Contains("has the same country in line 2 and in line 3. Remove one of them", StringComparison.Ordinal), () => service.Output);
        zone.Jobs("failed").ShouldBeEmpty();
        Put(zone, "country,name\nDE,Deutschland\n");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe("id,country,name\n1,DE,Deutschland\n");
    }

    [Fact]
    public void A_column_missing_in_the_table_is_reported_when_the_configuration_is_read()
    {
        using var zone = new TestZone(Feed);
        Put(zone, "country,title\nDE,Germany\n");
        var run = CommandRun.Of("config", "check", "--zone", zone.Root);
        run.ExitCode.ShouldBe(2);
        (run.Output + run.Error).ShouldContain("the reference table countries has no column name. Its columns are country, title", Case.Insensitive);
    }

    private static void Put(TestZone zone, string table)
    {
        var path = zone.FileOutside("countries.csv.new", table);
        File.Move(path, Path.Combine(Path.GetDirectoryName(zone.Root)!, "countries.csv"), overwrite: true);
    }
}
