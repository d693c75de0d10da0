using System.Diagnostics;
using System.Globalization;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>
/// A mixed load over a long time: the resources of the service do not grow. DROPZONE_TEST_SOAK_SECONDS=3600 is the long form; a short run detects
/// only leaks per file.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const string Schema = "settle: 0s\nschema:\n  fields:\n    - { name: id, type: integer, constraints: { required: true } }\n    - { name: country, type: string }\n";
    private const int Seconds = 12;

    private static readonly string[] Feeds =
    [
        "feed: orders\nduplicates: skip\n" + Schema,
        "feed: parts\nbad-rows: split\nmax-bad-rows: 75%\n" + Schema,
        "feed: events\n" + Schema + "load: [sqlite: { file: outgoing/events.db, table: events, create: on, mode: replace }]\n",
        "feed: words\ntransform:\n  - command: [cat]\n" + Schema,
    ];

    [Fact]
    public void Under_a_mixed_load_memory_descriptors_threads_and_state_stay_flat()
    {
        var seed = LongForm.Seed;
        var seconds = LongForm.Amount("DROPZONE_TEST_SOAK_SECONDS", Seconds);
        var random = new Random(seed);
        using var zone = new TestZone(Feeds);
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "rescan: 5s\n");
        using var service = DropZoneProcess.RunService(zone);
        var samples = new List<Sample>();
        var dropped = 0;
        var swept = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (; dropped < watch.Elapsed.TotalSeconds * 40; dropped++)
                Drop(zone, dropped, random);
            if (samples.Count < watch.Elapsed.TotalSeconds * 240 / seconds)
                samples.Add(Sample.Of(service, zone));
            if (swept < (int)watch.Elapsed.TotalSeconds / 60)
            {
                swept++;
                Shell.Run("rm -rf archive/*/*/* failed/*/* outgoing/orders/* outgoing/parts/* outgoing/words/* || true", zone.Root); // an hour would fill the disk
            }

            using var pause = new ManualResetEventSlim();
            pause.Wait(20);
        }

        Until.True(() => new[] { "orders", "parts", "events", "words" }.All(feed => Directory.GetFiles($"{zone.Root}/incoming/{feed}").Length == 0 && zone.Jobs("working", feed).Count == 0),
            () => service.LastOutput, seconds: 300);
        service.Stop().ShouldBe(0);
        service.Output.ShouldNotContain(" ERROR ");

        // caches fill in the first third
        var middle = samples[(samples.Count / 3)..(samples.Count * 2 / 3)];
        var last = samples[(samples.Count * 2 / 3)..];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"soak, seed {seed}: {dropped} files in {seconds} s, 0 violations; middle third {Text(middle)}; last third {Text(last)}"));
        last.Average(sample => sample.Megabytes).ShouldBeLessThan(middle.Average(sample => sample.Megabytes) * 1.15 + (seconds < 600 ? 40 : 10)); // a short run ends while its caches still fill
        last.Average(sample => sample.Descriptors).ShouldBeLessThan(middle.Average(sample => sample.Descriptors) + 5);
        last.Average(sample => sample.Threads).ShouldBeLessThan(middle.Average(sample => sample.Threads) + 5);
    }

    private static string Text(List<Sample> samples) => string.Create(CultureInfo.InvariantCulture,
        $"{samples.Average(sample => sample.Megabytes):F0} MB, {samples.Average(sample => sample.Descriptors):F0} descriptors, {samples.Average(sample => sample.Threads):F0} threads, {samples.Average(sample => sample.StateKilobytes):F0} kB of state");

    private static void Drop(TestZone zone, int number, Random random)
    {
        var feed = new[] { "orders", "parts", "events", "words" }[number % 4];
        var rows = random.Next(50) == 0 ? 50_000 : random.Next(1, 500);
        var bad = random.Next(5) == 0 ? random.Next(rows) : -1;
        var lines = Enumerable.Range(0, rows).Select(row => $"{(row == bad ? "x" : "")}{(number % 7 == 3 ? row : number * 1000L + row)},de\n");
        zone.Drop($"{feed}-{number}{(number % 11 == 0 ? "ü" : "")}.csv", "id,country\n" + string.Concat(lines), feed);
    }

    /// <summary>The resources of a service at one moment.</summary>
    private sealed record Sample(long Megabytes, int Descriptors, long Threads, long StateKilobytes)
    {
        public static Sample Of(DropZoneProcess service, TestZone zone) => new(
            service.StatusKilobytes("VmRSS") / 1024,
            Directory.GetFileSystemEntries($"/proc/{service.Id}/fd").Length,
            Directory.GetDirectories($"/proc/{service.Id}/task").Length,
            new DirectoryInfo($"{zone.Root}/state").GetFiles().Sum(file => file.Length) / 1024);
    }
}
