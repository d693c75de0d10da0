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
    private readonly SpoolZone _zone;
    private readonly Random _random = new(7);

    /// <param name="duplicates">The feed's rule for equal files.</param>
    /// <param name="window">How long rows are remembered by their id; null if they are not.</param>
    public LedgerZone(Duplicates? duplicates = null, TimeSpan? window = null)
    {
        var rules = new RuleSet
        {
            Schemas = [new TableSchema { Fields = [new Field { Name = "id", Type = FieldType.Integer }] }],
            Steps = window is null ? [] : [new DeduplicateStep(["id"], LastWins: false, window)],
        };
        _zone = new SpoolZone(feed => feed with { Rules = rules, Conversion = TableConversion.Compile(rules, out _)!, Duplicates = duplicates ?? Duplicates.Standard });
        Ledger = Open();
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public EventRecorder Log { get; } = new();

    public Zone Zone => _zone.Zone;

    public Feed Feed => _zone.Feed;

    public ZoneConfiguration Configuration => _zone.Configuration;

    public DurableSteps Steps => _zone.Steps();

    public JobLedger Ledger { get; private set; }

    /// <summary>Returns the output of that name.</summary>
    public string Output(string name = "orders-1.csv") => File.ReadAllText($"{Zone.Outgoing}/orders/{name}");

    public IReadOnlyList<string> Archived => _zone.Jobs("archive");

    public IReadOnlyList<string> Failed => _zone.Jobs("failed");

    public JobLedger Open(bool isSuspect = false, DateTimeOffset? cutAfter = null) =>
        JobLedger.Open(Zone, Configuration, Steps, Clock, Log, isSuspect, cutAfter);

    /// <summary>Opens the ledger again, as a restart of the service does.</summary>
    public void Reopen(bool isSuspect = false, DateTimeOffset? cutAfter = null)
    {
        Ledger.Dispose();
        Ledger = Open(isSuspect, cutAfter);
    }

    /// <summary>Claims a new delivery.</summary>
    public JobFolder Claim(string text, string name = "orders-1.csv")
    {
        _zone.Drop(name, text);
        return Steps.Claim.TryTake(new ClaimRequest(_zone.Incoming, name, "orders", null, null), JobName.New(Clock.GetUtcNow(), _random, name), out _).ShouldNotBeNull();
    }

    /// <summary>The life of a job.</summary>
    public Job NewJob(JobFolder job, IFaultSeam? faults = null) => _zone.NewJob(job, _zone.Steps(faults), Ledger, Clock, Log);

    /// <summary>Runs a job as far as possible.</summary>
    public JobResult Run(JobFolder job, IFaultSeam? faults = null) => NewJob(job, faults).Run(CancellationToken.None);

    public JobResult Run(string text, string name = "orders-1.csv") => Run(Claim(text, name));

    public void Dispose()
    {
        Ledger.Dispose();
        _zone.Dispose();
    }
}
