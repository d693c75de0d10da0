using System.Globalization;
using System.IO.Compression;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>The service survives uploads that unpack to more memory than it has: under the heap limit that .NET derives from MemoryMax=512M.</summary>
public sealed class RecordMemoryTests
{
    private const int Files = 8;
    private const int HeapLimit = 384 << 20;
    private const string JsonFeed = "feed: orders\nsettle: 0s\nduplicates: process\nschema:\n  fields:\n    - { name: id, type: integer }\n    - { name: data, type: array, constraints: { unique: true } }\n";
    private const string PlainFeed = "feed: orders\nsettle: 0s\nduplicates: process\n";

    private static readonly Dictionary<string, string> HeapOf512 = new()
    {
        ["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("x", CultureInfo.InvariantCulture),
    };

    [Fact]
    public void Uploads_of_one_giant_JSON_cell_each_fail_and_the_service_runs_on() =>
        FailAsTooLarge(JsonFeed, Packed("id,data\n1,\"[", "1,", 60_000_000, "1]\"\n"));

    [Fact]
    public void Uploads_of_one_giant_record_each_fail_and_the_service_runs_on() =>
        FailAsTooLarge(PlainFeed, Packed("id,data\n1,", "x", 62_000_000, "\n"));

    [Fact]
    public void Uploads_of_millions_of_empty_cells_each_fail_and_the_service_runs_on() =>
        FailAsTooLarge(PlainFeed, Packed("id,data\n1,", ",", 62_000_000, "\n"));

    [Fact]
    public void A_large_record_that_fits_is_delivered_beside_them()
    {
        using var zone = new TestZone(PlainFeed);
        using var service = DropZoneProcess.RunService(zone, environment: HeapOf512);
        var good = Packed("id,data\n1,", "x", 15_000_000, "\n");
        var bad = Packed("id,data\n1,", "x", 62_000_000, "\n");
        for (var i = 0; i < 3; i++)
        {
            zone.Drop($"orders-bad-{i}.csv", bad);
            zone.Drop($"orders-good-{i}.csv", good);
        }

        Until.True(() => zone.Jobs("failed").Count == 3 && zone.Jobs("archive").Count == 3, () => service.Output);
        zone.Outputs().Count.ShouldBe(3);
    }

    private static void FailAsTooLarge(string feed, byte[] content)
    {
        using var zone = new TestZone(feed);
        using var service = DropZoneProcess.RunService(zone, environment: HeapOf512);
        var files = LongForm.Amount("DROPZONE_LARGE_RECORDS", Files);
        for (var i = 0; i < files; i++)
            zone.Drop($"orders-{i}.csv", content);
        zone.Drop("orders-good.csv", "id,data\n1,\n");
        Until.True(() => zone.Jobs("failed").Count == files && zone.Jobs("archive").Count == 1, () => service.Output);
        foreach (var job in zone.Jobs("failed"))
            File.ReadAllText($"{job}/report.json").ShouldContain("\"record-too-large\"");
        TestContext.Current.TestOutputHelper?.WriteLine($"peak: {Peak(service)} MB");
        Peak(service).ShouldBeLessThan(512);
        service.Stop().ShouldBe(0);
    }

    /// <summary>The most memory that the process had, in megabytes.</summary>
    private static long Peak(DropZoneProcess service) =>
        long.Parse(File.ReadLines($"/proc/{service.Id}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    private static byte[] Packed(string start, string unit, int length, string end)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var text = new StreamWriter(gzip))
        {
            text.Write(start);
            var block = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));
            for (var written = 0; written < length; written += block.Length)
                text.Write(block);
            text.Write(end);
        }

        return packed.ToArray();
    }
}
