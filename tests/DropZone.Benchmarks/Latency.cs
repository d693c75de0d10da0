using System.Diagnostics;
using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Goal 5: time from the close of a small file to the rename that archives it, on an idle machine, compared with inotifywait and mv.</summary>
internal sealed class Latency(string folder, int files)
{
    private const string Feed = "feed: orders\nsettle: 0s\nduplicates: process\n";

    public void Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files of 2 KB, one at a time, in {folder}, {Environment.ProcessorCount} processors"));
        using var service = new Service(Programs.Native, folder, Feed);
        File.WriteAllBytes($"{service.Root}/incoming/orders/first.csv", ArrivalTimes.Content);
        while (service.Archived("orders") == 0)
            Thread.Sleep(1);
        Print("dropzone", ArrivalTimes.Measure($"{service.Root}/incoming/orders", service.Archive("orders"), files));

        var script = Directory.CreateDirectory($"{folder}/script-{Environment.ProcessId}").FullName;
        Directory.CreateDirectory($"{script}/in");
        Directory.CreateDirectory($"{script}/out");
        using var loop = Process.Start(new ProcessStartInfo("bash", [$"{AppContext.BaseDirectory}/peers/watch.sh"]) { WorkingDirectory = script })!;
        try
        {
            // inotifywait -q does not report when its watch is set up
            for (var i = 0; Directory.GetFiles($"{script}/out").Length == 0; i++)
            {
                File.WriteAllBytes($"{script}/in/first-{i}", ArrivalTimes.Content);
                Thread.Sleep(100);
            }

            Print("inotifywait, mv", ArrivalTimes.Measure($"{script}/in", $"{script}/out", files));
        }
        finally
        {
            Command.Run("pkill", "-P", $"{loop.Id}");
            loop.WaitForExit();
            Directory.Delete(script, recursive: true);
        }
    }

    private static void Print(string name, List<double> times) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-24} p50 {times[times.Count / 2]:F2} ms, p99 {times[times.Count * 99 / 100]:F2} ms, max {times[^1]:F2} ms"));
}
