using System.Globalization;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary>Memory usage does not grow with the size of the file. DROPZONE_TEST_MEGABYTES sets a larger size, for example 1024.</summary>
public sealed class LargeFileTests(ITestOutputHelper output)
{
    private static readonly int? LongForm =
        int.TryParse(Environment.GetEnvironmentVariable("DROPZONE_TEST_MEGABYTES"), CultureInfo.InvariantCulture, out var megabytes) ? megabytes : null;

    [Fact]
    public void A_large_file_is_processed_in_less_than_100_MB_of_memory()
    {
        using var zone = new TestZone();
        var path = Make(zone, "id,country\n", 400, i => string.Create(CultureInfo.InvariantCulture, $"{i:00000000},\"country {i}, quoted\"\n"));
        using var service = DropZoneProcess.RunService(zone);
        File.Move(path, $"{zone.Root}/incoming/orders/orders-big.csv");
        Until.True(() => zone.Ended() == 1, () => service.Output, seconds: 300);
        PeakOf(service).ShouldBeLessThan(100);
        zone.Outputs().ShouldBe(["orders-big.csv"]);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("split")]
    public void A_large_file_of_bad_cells_gets_a_small_report_and_takes_less_than_150_MB_of_memory(string badRows)
    {
        using var zone = new TestZone($$"""
            feed: orders
            settle: 0s
            bad-rows: {{(badRows == "split" ? "split\nmax-bad-rows: 100%" : badRows)}}
            schema:
              fields:
                - { name: id, type: integer }
                - { name: amount, type: number }
                - { name: code, type: string, constraints: { pattern: "[A-Z]{2}", maxLength: 2 } }
            """);
        var path = Make(zone, "id,amount,code\n1,2,AB\n", 100, i => string.Create(CultureInfo.InvariantCulture, $"x{i},1;5e{i},abc{i}\n"));
        using var service = DropZoneProcess.RunService(zone);
        File.Move(path, $"{zone.Root}/incoming/orders/orders-big.csv");
        Until.True(() => zone.Jobs("failed").Count == 1 && zone.Jobs("working").Count == 0, () => service.Output, seconds: 300);
        PeakOf(service).ShouldBeLessThan(150);
        var quarantined = zone.Jobs("failed").Single();
        foreach (var report in new[] { "report.json", "report.txt", "report.html" })
            new FileInfo($"{quarantined}/{report}").Length.ShouldBeLessThan(5 << 20, report);
        zone.Outputs().Count.ShouldBe(badRows == "split" ? 1 : 0);
    }

    [Fact]
    public void The_service_finds_duplicates_among_more_keys_than_fit_in_memory()
    {
        const int rows = 3_000_000; // a key set of this size has more than two runs on disk
        using var zone = new TestZone("""
            feed: orders
            settle: 0s
            schema:
              fields: [{ name: id, type: integer, constraints: { unique: true } }]
              primaryKey: id
            """);
        using (var file = new StreamWriter($"{zone.Root}/big"))
        {
            file.Write("id\n");
            for (var i = 1; i <= rows; i++)
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{i}\n"));
            file.Write("7\n");
        }

        using var service = DropZoneProcess.RunService(zone);
        File.Move($"{zone.Root}/big", $"{zone.Root}/incoming/orders/orders-big.csv");
        Until.True(() => zone.Ended() == 1, () => service.Output, seconds: 300);
        var report = File.ReadAllText(zone.Jobs("failed").Single() + "/report.json");
        report.ShouldContain("first seen in row 8");
        PeakOf(service).ShouldBeLessThan(250);
    }

    private static string Make(TestZone zone, string head, int megabytes, Func<int, string> row)
    {
        var block = string.Concat(Enumerable.Range(0, 20_000).Select(row));
        using var file = new StreamWriter($"{zone.Root}/big");
        file.Write(head);
        for (long written = 0; written < (long)(LongForm ?? megabytes) << 20; written += block.Length)
            file.Write(block);
        return $"{zone.Root}/big";
    }

    private long PeakOf(DropZoneProcess service)
    {
        var peak = service.StatusKilobytes("VmHWM") >> 10;
        output.WriteLine($"peak memory {peak} MB");
        return peak;
    }
}
