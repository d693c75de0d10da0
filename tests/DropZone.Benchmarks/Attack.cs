using System.Diagnostics;
using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Small files of one partner, without and with hostile uploads of another one, under a memory limit of 512 MB as of MemoryMax.</summary>
internal sealed class Attack(string folder, int uploads, int hidden)
{
    private const int Files = 200;
    private const int Rounds = 3;
    private const string Mallory = "feed: mallory\nsettle: 0s\nduplicates: process\nschema:\n  fields:\n    - { name: id, type: integer }\n    - { name: data, type: array }\n";

    public void Run()
    {
        var kinds = HostileUploads.Write($"{folder}/hostile-{Environment.ProcessId}");
        try
        {
            using var service = new Service(Programs.Native, folder, Hide, 512, Mallory, "feed: alice\nsettle: 0s\nduplicates: process\n");
            File.WriteAllBytes($"{service.Root}/incoming/alice/first.csv", ArrivalTimes.Content);
            while (service.Archived("alice") == 0)
                Thread.Sleep(1);
            for (var round = 0; round < Rounds; round++)
            {
                var calm = ArrivalTimes.Measure($"{service.Root}/incoming/alice", service.Archive("alice"), Files, $"calm-{round}-");
                var watch = Stopwatch.StartNew();
                Upload(kinds, $"{service.Root}/incoming/mallory", round);
                var attacked = ArrivalTimes.Measure($"{service.Root}/incoming/alice", service.Archive("alice"), Files, $"attacked-{round}-");
                var left = uploads - Ended(service.Root, round);
                while (Ended(service.Root, round) < uploads)
                    Thread.Sleep(100);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{Files} files of 2 KB: p50 {At(calm, 50):F1}, p95 {At(calm, 95):F1} ms; beside {uploads} hostile uploads p50 {At(attacked, 50):F1}, p95 {At(attacked, 95):F1} ms, {At(attacked, 95) / At(calm, 95):F1} times; {left} of the uploads ended later, the last after {watch.Elapsed.TotalSeconds:F0} s"));
            }

            Console.WriteLine($"{hidden} hidden names; not restarted; peak memory {service.Peak} MB");
        }
        finally
        {
            Directory.Delete($"{folder}/hostile-{Environment.ProcessId}", recursive: true);
        }
    }

    private void Hide(string root)
    {
        Directory.CreateDirectory($"{root}/incoming/mallory");
        HostileUploads.Hide($"{root}/incoming/mallory", hidden);
    }

    private void Upload(IReadOnlyList<string> kinds, string incoming, int round)
    {
        for (var i = 0; i < uploads; i++)
        {
            var kind = kinds[i % kinds.Count];
            Command.Run("cp", "--sparse=always", kind, $"{incoming}/.upload");
            File.Move($"{incoming}/.upload", $"{incoming}/{round}-{i}-{Path.GetFileName(kind)}");
        }
    }

    private static int Ended(string root, int round) =>
        new[] { $"{root}/failed/mallory", $"{root}/archive/mallory" }.Where(Directory.Exists)
            .Sum(place => Directory.EnumerateDirectories(place, $"*-{round}-*-*", SearchOption.AllDirectories).Count(path => path.Contains("csv", StringComparison.Ordinal)));

    private static double At(List<double> times, int percentile) => times[times.Count * percentile / 100];
}
