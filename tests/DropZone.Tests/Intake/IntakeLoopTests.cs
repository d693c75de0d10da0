using System.IO.Abstractions;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

/// <summary>Real files, watchers and claims in a real zone; the workers only note what they get, and the test sets the clock.</summary>
public sealed class IntakeLoopTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Settings Settings = new() { MinFree = 0 };
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly EventRecorder _log = new();
    private readonly FakeWorkers _workers = new();

    [Fact]
    public async Task Files_from_before_the_start_are_claimed_in_the_order_of_their_arrival()
    {
        using var zone = new SpoolZone();
        Drop(zone, "orders-3.csv", "orders-1.csv", "orders-2.csv");
        await RunAsync(zone, waiting: 3, () => _workers.Files.Count == 3);
        _workers.Files.ShouldBe(["orders-3.csv", "orders-1.csv", "orders-2.csv"]);
        _workers.Started.ShouldAllBe(started => started.Feed == zone.Feed && Directory.Exists(started.Job.Folder));
        Directory.GetFiles(zone.Incoming).ShouldBeEmpty();
        _log.Count(nameof(Events.JobClaimed)).ShouldBe(3);
    }

    [Fact]
    public async Task A_file_that_the_watcher_reports_is_claimed_without_a_rescan()
    {
        using var zone = new SpoolZone();
        var isDropped = false;
        await RunAsync(zone, waiting: 0, () =>
        {
            if (!isDropped)
            {
                // complete with its first event: one found while it is written is checked again later, and the clock stands still
                Drop(zone, ".orders-1.csv");
                File.Move($"{zone.Incoming}/.orders-1.csv", $"{zone.Incoming}/orders-1.csv");
                isDropped = true;
            }

            return _workers.Files.Count == 1;
        }, step: TimeSpan.Zero);
    }

    [Fact]
    public async Task Without_a_watcher_the_rescan_finds_files()
    {
        using var zone = new SpoolZone();
        using var loop = NewLoop(zone, new NoWatchers());
        loop.Loop.Start().ShouldBe(0);
        _log.Names.ShouldContain(nameof(Events.WatcherFailed));
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        Drop(zone, "orders-1.csv");
        _clock.Advance(Settings.Rescan / 2);
        _workers.Files.ShouldBeEmpty();
        AdvanceUntil(() => _workers.Files.Count == 1, Second);
        await EndAsync(run, stop);
    }

    [Fact]
    public async Task Without_room_files_stay_in_incoming_until_there_is_some()
    {
        using var zone = new SpoolZone();
        Drop(zone, "orders-1.csv", "orders-2.csv", "orders-3.csv");
        _workers.MakeRoom(1);
        using var loop = NewLoop(zone);
        loop.Loop.Start().ShouldBe(3);
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        Eventually.True(() => _workers.Files.Count == 1, "one claim");
        _clock.Advance(Second * 60);
        Directory.GetFiles(zone.Incoming).Length.ShouldBe(2);
        _workers.MakeRoom(3);
        Eventually.True(() => _workers.Files.Count == 3, "all claims, at the signal");
        await EndAsync(run, stop);
        _workers.Files.ShouldBe(["orders-1.csv", "orders-2.csv", "orders-3.csv"]);
    }

    [Fact]
    public async Task A_failing_disk_pauses_claims_and_the_same_file_is_the_first_afterwards()
    {
        using var zone = new SpoolZone();
        Drop(zone, "orders-1.csv", "orders-2.csv");
        var (isBroken, tries) = (true, 0);
        using var loop = NewLoop(zone, before: step =>
        {
            if (step != DurableStep.MakeJobFolder || !Volatile.Read(ref isBroken))
                return;
            Interlocked.Increment(ref tries);
            throw new LinuxException(SystemError.DeviceFailed, "mkdir", "the job");
        });
        loop.Loop.Start();
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        Eventually.True(() => Volatile.Read(ref tries) == 1, "one try");
        AdvanceUntil(() => Volatile.Read(ref tries) == 3, Second);
        _workers.Files.ShouldBeEmpty();
        _log.Count(nameof(Events.ClaimsPaused)).ShouldBe(1);
        Volatile.Write(ref isBroken, false);
        AdvanceUntil(() => _workers.Files.Count == 2, Second);
        await EndAsync(run, stop);
        _workers.Files.ShouldBe(["orders-1.csv", "orders-2.csv"]);
        _log.Count(nameof(Events.ClaimsResumed)).ShouldBe(1);
    }

    [Fact]
    public async Task While_the_machine_lets_no_job_pass_files_are_claimed_one_at_a_time()
    {
        using var zone = new SpoolZone();
        Drop(zone, "orders-1.csv", "orders-2.csv", "orders-3.csv");
        _workers.MachineFailure = "EIO";
        using var loop = NewLoop(zone);
        loop.Loop.Start();
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        Eventually.True(() => _workers.Files.Count == 1, "one claim");
        AdvanceUntil(() => _workers.Files.Count == 2, Second / 4);
        Directory.GetFiles(zone.Incoming).Length.ShouldBe(1);
        _workers.MachineFailure = null;
        AdvanceUntil(() => _workers.Files.Count == 3, Second);
        await EndAsync(run, stop);
    }

    [Fact]
    public async Task A_file_that_is_open_for_writing_is_claimed_after_its_close()
    {
        using var zone = new SpoolZone();
        var writer = new FileStream($"{zone.Incoming}/orders-1.csv", FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        writer.Write("id\n1\n"u8);
        writer.Flush();
        using var loop = NewLoop(zone);
        loop.Loop.Start().ShouldBe(1);
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        AdvanceUntil(() => _log.Count(nameof(Events.DeliveryWaiting)) >= 3, Second / 20);
        _workers.Files.ShouldBeEmpty();
        writer.Dispose();
        AdvanceUntil(() => _workers.Files.Count == 1, Second / 20);
        await EndAsync(run, stop);
    }

    [Fact]
    public async Task A_folder_of_no_feed_is_reported_and_its_files_are_rejected()
    {
        using var zone = new SpoolZone();
        Directory.CreateDirectory($"{zone.Zone.Incoming}/strangers");
        File.WriteAllText($"{zone.Zone.Incoming}/strangers/a.csv", "id\n1\n");
        await RunAsync(zone, waiting: 1, () => _workers.Files.Count == 1);
        _log.Count(nameof(Events.UnknownFeedFolder)).ShouldBe(1);
        _workers.Started[0].Feed.ShouldBeNull();
        _workers.Started[0].Job.Feed.ShouldBe(ZoneConfiguration.DefaultFeed);
        Directory.GetFiles(_workers.Started[0].Job.Folder).Select(Path.GetFileName)
            .ShouldContain($"{JobFolder.RefusalPrefix}{ErrorCode.NoFeed.Name()}");
    }

    [Fact]
    public async Task Temporary_names_and_entries_that_are_no_files_are_left_alone()
    {
        using var zone = new SpoolZone();
        Drop(zone, ".hidden.csv", "orders-1.csv.part", "orders-2.csv");
        File.CreateSymbolicLink($"{zone.Incoming}/orders-3.csv", "/etc/passwd");
        await RunAsync(zone, waiting: 2, () => _workers.Files.Count == 1 && _log.Count(nameof(Events.EntryIgnored)) == 1);
        _workers.Files.ShouldBe(["orders-2.csv"]);
        Directory.GetFileSystemEntries(zone.Incoming).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_that_is_removed_before_its_claim_is_forgotten()
    {
        using var zone = new SpoolZone();
        Drop(zone, "orders-1.csv", "orders-2.csv");
        _workers.MakeRoom(0);
        using var loop = NewLoop(zone);
        loop.Loop.Start();
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        File.Delete($"{zone.Incoming}/orders-1.csv");
        _workers.MakeRoom(9);
        Eventually.True(() => _workers.Files.Count == 1, "the other file");
        await EndAsync(run, stop);
        _workers.Files.ShouldBe(["orders-2.csv"]);
    }

    [Fact]
    public async Task The_time_since_the_last_turn_shows_a_loop_that_is_stuck()
    {
        using var gate = new ManualResetEventSlim();
        using var zone = new SpoolZone();
        using var loop = NewLoop(zone, before: _ => gate.Wait());
        loop.Loop.Start();
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => loop.Loop.RunAsync(stop.Token), TestContext.Current.CancellationToken);
        Drop(zone, "orders-1.csv");
        Eventually.True(() => _log.Count(nameof(Events.DeliverySeen)) == 1, "seen");
        _clock.Advance(Second * 90);
        Eventually.True(() => loop.Loop.SinceTurn >= Second * 90, "the claim hangs");
        gate.Set();
        Eventually.True(() => _workers.Files.Count == 1, "claimed");
        await EndAsync(run, stop);
    }

    /// <summary>Drops files so that each has a later ctime than the one before: two of one tick of the kernel's clock are ordered by name.</summary>
    private static void Drop(SpoolZone zone, params string[] names)
    {
        long last = 0;
        foreach (var name in names)
        {
            var path = zone.Drop(name, $"id\n{name.Length}\n");
            long changed;
            while ((changed = FileStatus.At(path)!.Value.ChangedNanoseconds) <= last)
                File.SetUnixFileMode(path, File.GetUnixFileMode(path));
            last = changed;
        }
    }

    [Fact]
    public async Task More_files_than_may_be_known_at_a_time_are_claimed_as_others_leave_and_the_watcher_is_not_blamed()
    {
        using var zone = new SpoolZone();
        var names = Enumerable.Range(1, 5).Select(i => $"orders-{i}.csv").ToArray();
        Drop(zone, names);
        using var loop = NewLoop(zone, settings: Settings with { Limits = new Limits { WaitingNames = 2 } });
        loop.Loop.Start().ShouldBe(2);
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        AdvanceUntil(() => _workers.Files.Count == 5, Second);
        await EndAsync(run, stop);
        _workers.Files.ShouldBe(names, ignoreOrder: true);
        _log.Names.ShouldNotContain(nameof(Events.WatcherMissedFiles));
    }

    private async Task RunAsync(SpoolZone zone, int waiting, Func<bool> isDone, TimeSpan? step = null)
    {
        using var loop = NewLoop(zone);
        loop.Loop.Start().ShouldBe(waiting);
        using var stop = new CancellationTokenSource();
        var run = loop.Loop.RunAsync(stop.Token);
        AdvanceUntil(isDone, step ?? Second);
        await EndAsync(run, stop);
    }

    private void AdvanceUntil(Func<bool> condition, TimeSpan step) => Eventually.True(
        () =>
        {
            if (condition())
                return true;
            _clock.Advance(step);
            return false;
        },
        "after some time");

    private static async Task EndAsync(Task run, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private LoopInZone NewLoop(SpoolZone zone, IFileSystemWatcherFactory? watchers = null, Action<DurableStep>? before = null, Settings? settings = null)
    {
        var opened = OpenZone.TryOpen(zone.Zone, out _).ShouldNotBeNull();
        return new LoopInZone(opened, new IntakeLoop(
            opened, zone.Configuration with { Settings = settings ?? Settings }, zone.Steps(new StepSeam(before ?? (_ => { }))), _workers, null,
            watchers ?? new FileSystem().FileSystemWatcher, _clock, new Random(1), _log));
    }

    private sealed record LoopInZone(OpenZone Opened, IntakeLoop Loop) : IDisposable
    {
        public void Dispose()
        {
            Loop.Dispose();
            Opened.Dispose();
        }
    }

    /// <summary>The limit of watches is reached.</summary>
    private sealed class NoWatchers : IFileSystemWatcherFactory
    {
        public IFileSystem FileSystem { get; } = new FileSystem();

        public IFileSystemWatcher New() => throw new NotSupportedException();

        public IFileSystemWatcher New(string path) => throw new IOException("the limit of watches is reached");

        public IFileSystemWatcher New(string path, string filter) => throw new NotSupportedException();

        public IFileSystemWatcher? Wrap(FileSystemWatcher? fileSystemWatcher) => throw new NotSupportedException();
    }
}
