using System.Globalization;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd;

/// <summary>Memory does not grow with the file. DROPZONE_TEST_MEGABYTES=2048 makes it the long form.</summary>
public sealed class LargeFileTests(ITestOutputHelper output)
{
    private const long MostKilobytes = 100 * 1024;

    [Fact]
    public void A_large_file_passes_in_less_than_100_MB_of_memory()
    {
        var megabytes = int.Parse(Environment.GetEnvironmentVariable("DROPZONE_TEST_MEGABYTES") ?? "400", CultureInfo.InvariantCulture);
        using var zone = new TestZone();
        var block = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:00000000},\"country {i}, quoted\"\n")));
        using (var file = new StreamWriter($"{zone.Root}/big"))
        {
            file.Write("id,country\n");
            for (long written = 0; written < (long)megabytes << 20; written += block.Length)
                file.Write(block);
        }

        using var service = DropZoneProcess.RunService(zone);
        File.Move($"{zone.Root}/big", $"{zone.Root}/incoming/orders/orders-big.csv");
        Until.True(() => zone.Ended() == 1, () => service.Output, seconds: 300);
        var peak = service.StatusKilobytes("VmHWM");
        output.WriteLine($"{megabytes} MB passed with a peak of {peak / 1024} MB");
        peak.ShouldBeLessThan(MostKilobytes);
        zone.Outputs().ShouldBe(["orders-big.csv"]);
    }
}
