using System.IO.Abstractions;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Records;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Finds deliveries, waits until each is ready, and claims them as fast as the workers take them. One loop, one thread at a
/// time: events and rescans only name files to check.
/// </summary>
public sealed class IntakeLoop : IDisposable
{
    private const int ManyFiles = 20_000;

    /// <summary>A rescan takes at most this part of the time: a folder may have millions of names.</summary>
    private const int PauseForRescan = 20;
    private static readonly TimeSpan EventGrace = TimeSpan.FromSeconds(2);
    private readonly Zone _zone;
    private readonly ZoneConfiguration _configuration;
    private readonly IWorkers _workers;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Readiness _readiness;
    private readonly ClaimGate _gate;
    private readonly Refusals _refusals;
    private readonly FileReports _reports;
    private readonly Claims _claims;
    private readonly SeenNames _seen = new();
    private readonly WakeSignal _wake;
    private readonly WatchedFolders _folders;
    private readonly Candidates _candidates = new();
    private readonly ReadyQueue _ready = new();
    private readonly HashSet<IncomingFolder> _withoutLeases = [];

    /// <summary>Folders with more files than are checked at a time: a rescan finds the others later, which is no fault of the watcher.</summary>
    private readonly HashSet<IncomingFolder> _full = [];
    private long _nextRescan;
    private int _round;
    private long _lastTurn;

    public IntakeLoop(
        OpenZone opened, ZoneConfiguration configuration, DurableSteps steps, IWorkers workers, SuspectWindow? suspect,
        IFileSystemWatcherFactory watchers, TimeProvider clock, Random random, ILogger logger)
    {
        _zone = opened.Zone;
        _configuration = configuration;
        _workers = workers;
        _clock = clock;
        _logger = logger;
        _readiness = new Readiness(configuration.Settings, suspect, Capability.CanChangeOwners, clock);
        _gate = new ClaimGate(new DiskSpace(_zone.Root, configuration.Settings.MinFree, Volume.FreeBytes, clock, logger), clock, logger);
        _refusals = new Refusals(logger);
        _reports = new FileReports(clock);
        _claims = new Claims(opened, steps, workers, _gate, _refusals, clock, random, logger);
        _folders = new WatchedFolders(_zone, configuration, watchers, _seen, clock, logger);
        _wake = new WakeSignal(clock);
        _seen.Added += _wake.Signal;
        _workers.RoomMade += _wake.Signal;
    }

    /// <summary>Watches every incoming folder, then reads them all, so that no file is missed. Returns the number of files found.</summary>
    public int Start()
    {
        Rescan(isFirst: true);

        TidyAfter(_candidates.Count);
        _lastTurn = _clock.GetTimestamp();
        return _candidates.Count;
    }

    /// <summary>The time since the last turn of the loop. It turns at least with every rescan.</summary>
    public TimeSpan SinceTurn => _clock.GetElapsedTime(Volatile.Read(ref _lastTurn));

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Volatile.Write(ref _lastTurn, _clock.GetTimestamp());
            var seen = _seen.Take(out var rescan);
            foreach (var (folder, name) in seen)
                See(folder, name, fromWatcher: true);
            if (rescan || _clock.GetTimestamp() >= _nextRescan)
                Rescan(isFirst: false);
            TidyAfter(CheckDue(stopping));
            Claim(stopping);
            await _wake.WaitAsync(TimeToNext(), stopping).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _folders.Dispose();
        _workers.RoomMade -= _wake.Signal;
    }

    /// <summary>Checking many files leaves much garbage of the oldest generation, which nothing would collect while the service idles.</summary>
    private static void TidyAfter(int files)
    {
        if (files > ManyFiles)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private TimeSpan TimeToNext()
    {
        var next = Math.Min(_nextRescan, _candidates.NextCheck ?? long.MaxValue);
        if (_workers.HasRoom && _ready.Any(_workers.HasRoomFor))
            next = Math.Min(next, Math.Max(_gate.OpensAt, _clock.GetTimestamp() + Ticks(TimeSpan.FromMilliseconds(20))));
        var left = _clock.GetElapsedTime(_clock.GetTimestamp(), next);
        var longest = _configuration.Settings.Rescan; // a turn shows that the loop works
        return left > longest ? longest : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);

    private void Rescan(bool isFirst)
    {
        _round++;
        var began = _clock.GetTimestamp();
        var unread = new HashSet<IncomingFolder>();
        foreach (var watch in _folders.Refresh())
        {
            var isNew = watch.Check();
            if (watch.Names(name => _candidates.Contains(watch.Folder, name), RoomIn(watch.Folder)) is not { } names)
            {
                unread.Add(watch.Folder);
                continue;
            }

            // files without an event come in the order of a folder, which is no order
            var missed = 0;
            _candidates.EnsureCapacity(names.Count);
            var known = names.ToLookup(name => _candidates.Contains(watch.Folder, name));
            foreach (var name in known[true].Concat(Backlog.InOrder(watch.Folder.Held, known[false])))
            {
                if (See(watch.Folder, name, fromWatcher: false) && !isFirst && !isNew && IsOlderThanEvents($"{watch.Folder.Path}/{name}"))
                    missed++;
            }

            var wasFull = _full.Remove(watch.Folder);
            if (RoomIn(watch.Folder) == 0)
                _full.Add(watch.Folder);
            if (missed > 0 && watch.IsWatching && !wasFull)
            {
                _logger.WatcherMissedFiles(watch.Folder.Path, missed);
                watch.Distrust("it did not report new files");
                watch.Check();
            }
        }

        _candidates.ForgetMissing(_round, unread);

        var pause = _folders.UntilRestart is { } restart && restart < _configuration.Settings.Rescan ? restart : _configuration.Settings.Rescan;
        var took = _clock.GetElapsedTime(began) * PauseForRescan;
        _nextRescan = _clock.GetTimestamp() + Ticks(pause > took ? pause : took);
    }

    /// <summary>Returns how many more files of the folder may be known.</summary>
    private int RoomIn(IncomingFolder folder) => Math.Max(_configuration.Settings.Limits.WaitingNames - _candidates.CountIn(folder), 0);

    /// <summary>Whether the watcher has had enough time to report this file.</summary>
    private bool IsOlderThanEvents(string path)
    {
        try
        {
            return FileStatus.At(path) is { Kind: FileKind.Regular } status && _clock.GetUtcNow() - status.Changed > EventGrace;
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    /// <summary>Notes a name. Returns whether it is a delivery that was not known.</summary>
    private bool See(IncomingFolder folder, string name, bool fromWatcher)
    {
        if (IgnoredNames.Contains(name) || folder.Path == _zone.Incoming && _folders.Contains($"{folder.Path}/{name}"))
            return false;
        if (folder.DeliveryOfCompanion(name) is { } delivery)
        {
            if (_candidates.Find(folder, delivery) is { } waiting)
                _candidates.CheckAt(waiting, _clock.GetTimestamp());
            return false;
        }

        if (_candidates.Find(folder, name) is { } known)
        {
            known.Round = _round;

            // an event is newer than the last check, and resets the pace; an ignored entry may have become a file
            if (!known.Queued && (fromWatcher || known.Ignored))
            {
                known.Checks = 0;
                known.Ignored = false;
                _candidates.CheckAt(known, _clock.GetTimestamp());
            }

            return false;
        }

        if (RoomIn(folder) == 0)
        {
            _full.Add(folder);
            return false;
        }

        var candidate = new Candidate(folder, name, _clock.GetTimestamp()) { Round = _round };
        _candidates.Add(candidate);
        _logger.DeliverySeen(folder.Path, PrintableName.Of(name));
        return true;
    }

    /// <summary>Checks the candidates whose time has come. Returns their number.</summary>
    private int CheckDue(CancellationToken stopping)
    {
        var count = 0;
        var now = _clock.GetTimestamp();
        while (!stopping.IsCancellationRequested && _candidates.TakeDue(now) is { } candidate)
        {
            count++;
            if (Check(candidate) is ReadinessResult.Ready ready)
                _ready.Add(ready.Feed?.Name ?? ZoneConfiguration.DefaultFeed, candidate);
        }

        return count;
    }

    private void CheckAfter(Candidate candidate, TimeSpan pause) => _candidates.CheckAt(candidate, _clock.GetTimestamp() + Ticks(pause));

    /// <summary>Checks whether the delivery is ready; if not, plans the next check.</summary>
    private ReadinessResult? Check(Candidate candidate)
    {
        ReadinessResult result;
        try
        {
            result = _readiness.Check(candidate);
        }
        catch (LinuxException failure)
        {
            _refusals.Report(candidate, failure.Error);
            CheckAfter(candidate, _configuration.Settings.Rescan);
            return null;
        }

        _candidates.MarkOpen(candidate, result is ReadinessResult.Wait { Reason: WaitReason.OpenForWriting });
        switch (result)
        {
            case ReadinessResult.Gone:
                _candidates.Forget(candidate);
                break;
            case ReadinessResult.NotAFile(FileKind.Folder) when candidate.Folder.Path == _zone.Incoming:
                _candidates.Forget(candidate);
                _seen.RequestRescan(); // a feed's folder was created
                break;
            case ReadinessResult.NotAFile(var kind):
                candidate.Ignored = true;
                if (_reports.TryTake(candidate, kind.ToString()))
                    _logger.EntryIgnored(candidate.Folder.Path, PrintableName.Of(candidate.Name), kind.ToString());
                break;
            case ReadinessResult.Wait(var delay, var reason, var links):
                if (reason == WaitReason.OpenForWriting)
                    delay = RecheckPace.Delay(candidate.Checks++, _candidates.OpenForWriting);
                ReportWhatToFix(candidate, reason, links);
                _logger.DeliveryWaiting(candidate.Folder.Path, PrintableName.Of(candidate.Name), reason.ToString());
                CheckAfter(candidate, delay);
                break;
        }

        return result;
    }

    private void Claim(CancellationToken stopping)
    {
        if (_ready.Count == 0 || !_gate.IsOpen(_workers.MachineFailure))
            return;

        while (!stopping.IsCancellationRequested && _workers.HasRoom && _ready.Take(_workers.HasRoomFor) is { } candidate)
        {
            // it may have changed in the queue
            if (Check(candidate) is ReadinessResult.Ready ready && (!Claim(candidate, ready) || _gate.IsNarrow || _workers.MachineFailure is not null))
                return;
        }
    }

    /// <summary>Returns whether other claims are worth trying.</summary>
    private bool Claim(Candidate candidate, ReadinessResult.Ready ready)
    {
        switch (_claims.Claim(candidate, ready))
        {
            case ClaimResult.DiskFailure:
                _ready.PutBack(ready.Feed?.Name ?? ZoneConfiguration.DefaultFeed, candidate);
                return false;
            case ClaimResult.FeedDown:
                _ready.PutBack(ready.Feed?.Name ?? ZoneConfiguration.DefaultFeed, candidate);
                return true;
            case ClaimResult.Refused:
                CheckAfter(candidate, _configuration.Settings.Rescan);
                return true;
            default:
                _candidates.Forget(candidate);
                return true;
        }
    }

    private void ReportWhatToFix(Candidate candidate, WaitReason reason, ulong links)
    {
        if (reason == WaitReason.HardLinked && _reports.TryTake(candidate, nameof(WaitReason.HardLinked)))
        {
            _logger.HardLinkIgnored(candidate.Folder.Path, PrintableName.Of(candidate.Name), (long)links);
        }

        if (reason == WaitReason.TwoLooks && _withoutLeases.Add(candidate.Folder))
        {
            _logger.LeaseUnavailable(
                candidate.Folder.Path, "the service neither owns the files nor has CAP_LEASE, or it is a network file system");
        }
    }
}
