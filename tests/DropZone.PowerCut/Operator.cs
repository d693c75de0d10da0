using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DropZone.PowerCut;

/// <summary>
/// Retries, corrects, discards and erases random jobs by the commands of the program under test, and sweeps. Each completed action is
/// appended to a log that is not on the disk whose power is cut: <c>discard JOB</c>.
/// </summary>
internal sealed class Operator(string zone, string acknowledged, string scratch)
{
    private static readonly string Binary = Environment.GetEnvironmentVariable("DROPZONE_BINARY") ?? "dropzone";
    private readonly Random _random = new();
    private int _aged;

    /// <summary>Acts until killed.</summary>
    public void Run()
    {
        using var log = new FileStream(acknowledged, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        while (true)
        {
            if (Act() is { } done)
                log.Write(Encoding.ASCII.GetBytes(done + "\n"));
            using var never = new ManualResetEventSlim();
            never.Wait(_random.Next(20));
        }
    }

    /// <summary>Takes one action. Returns it if it was completed.</summary>
    private string? Act()
    {
        var roll = _random.Next(100);
        if (roll < 5)
            return Sweep();
        if (roll < 15)
            return OneOf([.. Archived(Delivery.Orders), .. Archived(Delivery.Parts)]) is { } archived ? Complete("erase", archived, "erase", archived, "--yes") : null;
        var feed = Delivery.Feeds[_random.Next(3)];
        if (OneOf([.. Folders($"{zone}/failed/{feed}")]) is not { } job || Delivery.Parse(job[(job.IndexOf('-', 17) + 1)..]) is not { } delivery)
            return null;
        var isRejects = File.Exists($"{zone}/failed/{feed}/{job}/rejects.csv");
        return roll switch
        {
            < 65 => Correct(job, isRejects || delivery.IsResubmitted ? delivery.CorrectedRejects : delivery.Corrected, isRejects),
            < 80 => Complete(isRejects ? "resubmit" : "retry", job, "failed", "retry", job),
            < 93 => Complete("discard", job, "failed", "discard", job, "--yes"),
            _ => feed == Delivery.Events ? null : Complete("erase", job, "erase", job, "--yes"),
        };
    }

    private string? Correct(string job, byte[] content, bool isRejects)
    {
        var path = $"{scratch}/{Environment.ProcessId}.csv";
        File.WriteAllBytes(path, content);
        return Complete(isRejects ? "resubmit" : "correct", job, "failed", "retry", job, "--file", path);
    }

    /// <summary>Sweeps, after two archived jobs were made older than the limit.</summary>
    private string? Sweep()
    {
        foreach (var job in Archived(Delivery.Strict).Concat(Archived(Delivery.Keys)).Order(StringComparer.Ordinal).Where(job => !job.StartsWith("2020", StringComparison.Ordinal)).Take(2))
        {
            var feed = Delivery.Parse(job[(job.IndexOf('-', 17) + 1)..])!.Feed;
            if (Directory.GetDirectories($"{zone}/archive/{feed}").Select(date => $"{date}/{job}").FirstOrDefault(Directory.Exists) is not { } from)
                return null; // another operator has it
            var aged = string.Create(CultureInfo.InvariantCulture, $"20200101T{++_aged % 86400:000000}Z{job[16..]}");
            Directory.CreateDirectory($"{zone}/archive/{feed}/2020-01-01");
            try
            {
                Directory.Move(from, $"{zone}/archive/{feed}/2020-01-01/{aged}");
            }
            catch (IOException)
            {
                return null; // another operator has it
            }
        }

        return Complete("sweep", "-", "sweep");
    }

    private string? Complete(string deed, string job, params string[] arguments)
    {
        var start = new ProcessStartInfo(Binary, [.. arguments, "--zone", zone]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = errors.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? $"{deed} {job}" : null;
    }

    private IEnumerable<string> Archived(string feed) => Folders($"{zone}/archive/{feed}").SelectMany(date => Folders($"{zone}/archive/{feed}/{date}"));

    private string? OneOf(IReadOnlyList<string> jobs) => jobs.Count == 0 ? null : jobs[_random.Next(jobs.Count)];

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path).Select(folder => Path.GetFileName(folder)) : [];
}
