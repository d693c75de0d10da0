using System.Diagnostics;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary>A file that is open for writing is not claimed, even if it does not change, but soon after its close.</summary>
public sealed class OpenWriterTests(ITestOutputHelper output)
{
    [Fact]
    public void An_open_file_is_claimed_within_100_ms_after_its_close()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        using var pause = new ManualResetEventSlim();
        var delays = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var path = $"{zone.Root}/incoming/orders/orders-{i}.csv";
            using (var writer = new StreamWriter(path))
            {
                writer.Write("id,country\n1,de\n");
                writer.Flush();
                pause.Wait(i == 0 ? 3000 : 300);
                File.Exists(path).ShouldBeTrue("claimed while it was open");
                writer.Write("2,fr\n");
            }

            var closed = Stopwatch.StartNew();
            while (File.Exists(path) && closed.Elapsed.TotalSeconds < 10)
                Thread.SpinWait(100);
            delays.Add(closed.Elapsed.TotalMilliseconds);
        }

        output.WriteLine($"claimed after {string.Join(", ", delays.Select(delay => $"{delay:0.0}"))} ms");
        delays.Order().ElementAt(delays.Count / 2).ShouldBeLessThanOrEqualTo(100);
        Until.True(() => zone.Ended() == 5, () => service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-0.csv").ShouldBe("id,country\n1,DE\n2,FR\n");
    }
}
