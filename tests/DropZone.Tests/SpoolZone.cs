using DropZone.Csv.Reading;
using DropZone.EndToEnd.Harness;
using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Targets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DropZone.Tests;

/// <summary>A temporary zone with one feed, for tests that call the spool directly.</summary>
internal sealed class SpoolZone : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<JobLedger> _ledger;
    private readonly Random _random = new(7);
    private readonly ConversionShares _shares = new(new RecordMemory(RecordMemory.Standard), Environment.ProcessorCount);

    public SpoolZone(Func<Feed, Feed>? change = null)
    {
        Zone = new Zone(_folder.At("zone"));
        OpenZone.Make(Zone, Steps(), TimeProvider.System, new Random(1));
        var rules = new RuleSet { Schemas = [new TableSchema { Fields = [new Field { Name = "id", Type = FieldType.Integer }] }] };
        var feed = new Feed
        {
            Name = "orders",
            Match = ["orders-*.csv"],
            Settle = TimeSpan.Zero,
            Rules = rules,
            Conversion = TableConversion.Compile(rules, out _)!,
            Targets = [new DirectoryTarget("outgoing/orders", NameTemplate.Standard)],
            Digest = "0",
        };
        Feed = change?.Invoke(feed) ?? feed;
        Configuration = new ZoneConfiguration(new Settings(), [Feed]);
        new FeedChecks(Zone, Configuration, new FeedOutages(), TimeProvider.System, new Random(1), NullLogger.Instance).Start();
        _ledger = new Lazy<JobLedger>(OpenLedger);
    }

    /// <summary>Runs the commands of a feed.</summary>
    public static ProgramRunner Programs { get; } = new([BuiltProgram.Path], TimeProvider.System);

    public Zone Zone { get; }

    public Feed Feed { get; }

    public ZoneConfiguration Configuration { get; }

    public string Incoming => $"{Zone.Incoming}/orders";

    public DurableSteps Steps(IFaultSeam? faults = null) => new(Zone, faults ?? NoFaults.Instance);

    /// <summary>Creates the folder of a job as a claim leaves it, with the given files.</summary>
    public JobFolder JobWith(params (string Name, string Text)[] files)
    {
        var name = JobName.New(DateTimeOffset.UtcNow, _random, "orders-1.csv");
        var job = new JobFolder($"{Zone.Working}/orders/{name}", "orders", name);
        Directory.CreateDirectory(job.Folder);
        foreach (var (file, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName($"{job.Folder}/{file}")!);
            File.WriteAllText($"{job.Folder}/{file}", text);
            WaitUntilClosed($"{job.Folder}/{file}");
        }

        return job;
    }

    /// <summary>Returns when no process has the file open. One that another test is starting has a copy of each descriptor until its exec(2), and the clock of a test may stand still.</summary>
    private static void WaitUntilClosed(string path) => Eventually.True(
        () =>
        {
            using var file = OpenedFile.TryOpen(path, out _);
            return file is null || ReadLease.Check(file) != LeaseResult.Writer;
        },
        $"{path} is closed");

    /// <summary>Creates the job of a job folder, with its dependencies.</summary>
    public Job NewJob(JobFolder job, DurableSteps steps, JobLedger ledger, TimeProvider clock, ILogger log) =>
        new(job, Feed, steps, new JobPossession(steps, log), ledger, new Loaders(Zone, Programs, clock, () => 0.5, log), new NotificationQueue(Zone, [], steps, log), _shares, Programs, new JobProgress(job.Feed, clock), clock, log);

    /// <summary>Drops a complete file by a rename. A check during a write would wait, and the clock of a test may stand still.</summary>
    public string Drop(string name, string text)
    {
        File.WriteAllText(_folder.At("dropped.part"), text);
        WaitUntilClosed(_folder.At("dropped.part"));
        File.Move(_folder.At("dropped.part"), $"{Incoming}/{name}", overwrite: true);
        return $"{Incoming}/{name}";
    }

    /// <summary>Returns the job folders below archive, failed or working, sorted.</summary>
    public IReadOnlyList<string> Jobs(string place)
    {
        var folder = $"{Zone.Root}/{place}/orders";
        return [.. (place == "archive" ? Directory.GetDirectories(folder).SelectMany(Directory.GetDirectories) : Directory.GetDirectories(folder))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The ledger, opened at first use.</summary>
    public JobLedger Ledger => _ledger.Value;

    public JobLedger OpenLedger() => JobLedger.Open(Zone, Configuration, Steps(), TimeProvider.System, NullLogger.Instance);

    public void Dispose()
    {
        if (_ledger.IsValueCreated)
            _ledger.Value.Dispose();
        _shares.Dispose();
        _folder.Dispose();
    }
}
