using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Notifications.Messages;
using DropZone.Service;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace DropZone.Tests.Service;

/// <summary>A zone with a runner, on a clock that only the test advances.</summary>
internal sealed class RunnerZone : IDisposable
{
    public const string Good = "id\n1\n";
    public const string Bad = "id\nx\n";

    /// <param name="change">Changes the feed.</param>
    /// <param name="before">Called before each durable step.</param>
    /// <param name="workers">Their number.</param>
    public RunnerZone(Func<Feed, Feed>? change = null, Action<DurableStep>? before = null, int workers = 4)
    {
        Spool = new SpoolZone(change);
        Steps = Spool.Steps(new StepSeam(before ?? (_ => { })));
        Configuration = Spool.Configuration with { Settings = new Settings { Workers = workers } };
        Attempts = new Attempts(Spool.Zone, Steps, "this-boot");
        Queue = new NotificationQueue(Spool.Zone, [], Steps, Log);
        Feeds = new FeedChecks(Spool.Zone, Configuration, new FeedOutages(), Clock, new Random(1), Log);
        Runner = new JobRunner(Configuration, Steps, Spool.Ledger, Attempts, Queue, Feeds, Clock, () => 0.5, Log);
    }

    public SpoolZone Spool { get; }

    public DurableSteps Steps { get; }

    public ZoneConfiguration Configuration { get; }

    public Attempts Attempts { get; }

    public NotificationQueue Queue { get; }

    public FeedChecks Feeds { get; }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public EventRecorder Log { get; } = new();

    public JobRunner Runner { get; }

    /// <summary>A folder that a <see cref="CopyTo"/> target waits for.</summary>
    public static Feed CopyTo(Feed feed, string folder) =>
        feed with { Targets = [new CopyTarget("copy", folder, NameTemplate.Standard, null), .. feed.Targets] };

    public JobFolder NewJob(string text = Good) => Spool.JobWith(("orders-1.csv", text));

    /// <summary>Starts a job as the intake does.</summary>
    public JobFolder Start(string text = Good)
    {
        var job = NewJob(text);
        Runner.Start(job, Spool.Feed);
        return job;
    }

    /// <summary>Advances the clock until a condition holds.</summary>
    public void AdvanceUntil(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            if (condition())
                return true;
            Clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        },
        what);

    public void Dispose()
    {
        Runner.BeginStopAsync().GetAwaiter().GetResult();
        Runner.DrainAsync().GetAwaiter().GetResult();
        Runner.Dispose();
        Spool.Dispose();
    }
}
