using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Ledger;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Row;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace DropZone.Tests.Ledger;

/// <summary>A zone whose jobs run one after the other, with a clock that is set by hand.</summary>
internal sealed class LedgerZone : IDisposable
{
    private readonly SpoolZone zone;
    private readonly Random random = new(7);

    /// <param name="duplicates">What the feed says of equal files.</param>
    /// <param name="window">How long rows are remembered by their id; null: they are not.</param>
    public LedgerZone(Duplicates? duplicates = null, TimeSpan? window = null)
    {
        var rules = new RuleSet
        {
            Schemas = [new TableSchema { Fields = [new Field { Name = "id", Type = FieldType.Integer }] }],
            Steps = window is null ? [] : [new DeduplicateStep(["id"], LastWins: false, window)],
        };
        zone = new SpoolZone(feed => feed with { Rules = rules, Conversion = TableConversion.Compile(rules, out _)!, Duplicates = duplicates ?? Duplicates.Standard });
        Ledger = Open();
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public EventRecorder Log { get; } = new();

    public Zone Zone => zone.Zone;

    public Feed Feed => zone.Feed;

    public ZoneConfiguration Configuration => zone.Configuration;

    public DurableSteps Steps => zone.Steps();

    public JobLedger Ledger { get; private set; }

    /// <summary>What was delivered, by name.</summary>
    public string Output(string name = "orders-1.csv") => File.ReadAllText($"{Zone.Outgoing}/orders/{name}");

    public IReadOnlyList<string> Archived => zone.Jobs("archive");

    public IReadOnlyList<string> Failed => zone.Jobs("failed");

    public JobLedger Open(bool isSuspect = false, DateTimeOffset? cutAfter = null) =>
        JobLedger.Open(Zone, Configuration, Steps, Clock, Log, isSuspect, cutAfter);

    /// <summary>As a restart of the service does.</summary>
    public void Reopen(bool isSuspect = false, DateTimeOffset? cutAfter = null)
    {
        Ledger.Dispose();
        Ledger = Open(isSuspect, cutAfter);
    }

    /// <summary>Claims a new delivery.</summary>
    public JobFolder Claim(string text, string name = "orders-1.csv")
    {
        zone.Drop(name, text);
        return Steps.Claim.TryTake(new ClaimRequest(zone.Incoming, name, "orders", null, null), JobName.New(Clock.GetUtcNow(), random, name), out _).ShouldNotBeNull();
    }

    /// <summary>The life of a job.</summary>
    public Job NewJob(JobFolder job, IFaultSeam? faults = null) => zone.NewJob(job, zone.Steps(faults), Ledger, Clock, Log);

    /// <summary>Runs a job as far as it goes.</summary>
    public JobResult Run(JobFolder job, IFaultSeam? faults = null) => NewJob(job, faults).Run(CancellationToken.None);

    public JobResult Run(string text, string name = "orders-1.csv") => Run(Claim(text, name));

    public void Dispose()
    {
        Ledger.Dispose();
        zone.Dispose();
    }
}
