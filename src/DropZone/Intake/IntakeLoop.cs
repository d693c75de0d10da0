using System.IO.Abstractions;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Finds deliveries, waits until each is ready, and claims them as fast as the workers take them. One loop, one thread at a
/// time: events and the rescan only say "look at this name".
/// </summary>
public sealed class IntakeLoop : IDisposable
{
    private const int ManyFiles = 20_000;
    private static readonly TimeSpan EventGrace = TimeSpan.FromSeconds(2);
    private readonly OpenZone _opened;
    private readonly Zone _zone;
    private readonly ZoneConfiguration _configuration;
    private readonly DurableSteps _steps;
    private readonly IWorkers _workers;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly Readiness _readiness;
    private readonly ClaimGate _gate;
    private readonly Refusals _refusals;
    private readonly SeenNames _sightings = new();
    private readonly WakeSignal _wake;
    private readonly WatchedFolders _folders;
    private readonly Dictionary<(IncomingFolder, string), Candidate> _candidates = [];
    private readonly PriorityQueue<Candidate, long> _asks = new();
    private readonly ReadyQueue _ready = new();
    private readonly HashSet<IncomingFolder> _withoutLeases = [];
    private long _nextRescan;
    private int _round;
    private int _openForWriting;
    private long _lastTurn;

    public IntakeLoop(
        OpenZone opened, ZoneConfiguration configuration, DurableSteps steps, IWorkers workers, SuspectWindow? suspect,
        IFileSystemWatcherFactory watchers, TimeProvider clock, Random random, ILogger logger)
    {
        _opened = opened;
        _zone = opened.Zone;
        _configuration = configuration;
        _steps = steps;
        _workers = workers;
        _clock = clock;
        _random = random;
        _logger = logger;
        _readiness = new Readiness(configuration.Settings, suspect, clock);
        _gate = new ClaimGate(new DiskSpace(_zone.Root, configuration.Settings.MinFree, Volume.FreeBytes, clock, logger), clock, logger);
        _refusals = new Refusals(logger);
        _folders = new WatchedFolders(_zone, configuration, watchers, _sightings, clock, logger);
        _wake = new WakeSignal(clock);
        _sightings.Added += _wake.Signal;
        _workers.RoomMade += _wake.Signal;
    }

    /// <summary>Watches every incoming folder, then reads them all: what lands meanwhile is seen at least once. Returns how many wait.</summary>
    public int Start()
    {
        Rescan(isFirst: true);

        TidyAfter(_candidates.Count);
        _lastTurn = _clock.GetTimestamp();
        return _candidates.Count;
    }

    /// <summary>How long ago it turned last. It turns with every rescan.</summary>
    public TimeSpan SinceTurn => _clock.GetElapsedTime(Volatile.Read(ref _lastTurn));

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Volatile.Write(ref _lastTurn, _clock.GetTimestamp());
            var seen = _sightings.Take(out var rescan);
            foreach (var (folder, name) in seen)
                See(folder, name, fromWatcher: true);
            if (rescan || _clock.GetTimestamp() >= _nextRescan)
                Rescan(isFirst: false);
            TidyAfter(AskDue(stopping));
            Claim(stopping);
            await _wake.WaitAsync(TimeToNext(), stopping).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _folders.Dispose();
        _workers.RoomMade -= _wake.Signal;
    }

    /// <summary>What was needed to look at so many files is large and old: nothing would collect it while the service waits.</summary>
    private static void TidyAfter(int files)
    {
        if (files > ManyFiles)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private TimeSpan TimeToNext()
    {
        var next = _nextRescan;
        if (_asks.TryPeek(out _, out var ask))
            next = Math.Min(next, ask);
        if (_workers.HasRoom && _ready.Any(_workers.HasRoomFor))
            next = Math.Min(next, Math.Max(_gate.OpensAt, _clock.GetTimestamp() + Ticks(TimeSpan.FromMilliseconds(20))));
        var left = _clock.GetElapsedTime(_clock.GetTimestamp(), next);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);

    private void Rescan(bool isFirst)
    {
        _round++;
        var unread = new HashSet<IncomingFolder>();
        foreach (var watch in _folders.Refresh())
        {
            var isNew = watch.Check();
            if (watch.Names() is not { } names)
            {
                unread.Add(watch.Folder);
                continue;
            }

            // those that no event told of come in the order of a folder, which is none
            var missed = 0;
            _candidates.EnsureCapacity(names.Count);
            var known = names.ToLookup(name => _candidates.ContainsKey((watch.Folder, name)));
            foreach (var name in known[true].Concat(Backlog.InOrder(watch.Folder.Held, known[false])))
            {
                if (See(watch.Folder, name, fromWatcher: false) && !isFirst && !isNew && IsOlderThanEvents($"{watch.Folder.Path}/{name}"))
                    missed++;
            }

            if (missed > 0 && watch.IsWatching)
            {
                _logger.WatcherMissedFiles(watch.Folder.Path, missed);
                watch.Distrust("it did not tell of new files");
                watch.Check();
            }
        }

        foreach (var candidate in _candidates.Values)
        {
            if (candidate.Round != _round && !candidate.Queued && !unread.Contains(candidate.Folder))
                Forget(candidate);
        }

        var pause = _folders.UntilRestart is { } restart && restart < _configuration.Settings.Rescan ? restart : _configuration.Settings.Rescan;
        _nextRescan = _clock.GetTimestamp() + Ticks(pause);
    }

    /// <summary>The watcher has had time enough to tell of this file.</summary>
    private bool IsOlderThanEvents(string path)
    {
        try
        {
            return FileStatus.At(path) is { Kind: FileKind.Regular } look && _clock.GetUtcNow() - look.Changed > EventGrace;
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    /// <summary>Notes a name. True: it is a delivery that was not known.</summary>
    private bool See(IncomingFolder folder, string name, bool fromWatcher)
    {
        if (IgnoredNames.Contains(name) || folder.Path == _zone.Incoming && _folders.Contains($"{folder.Path}/{name}"))
            return false;
        if (folder.DeliveryOfCompanion(name) is { } delivery)
        {
            if (_candidates.TryGetValue((folder, delivery), out var waiting))
                AskAt(waiting, _clock.GetTimestamp());
            return false;
        }

        if (_candidates.TryGetValue((folder, name), out var known))
        {
            known.Round = _round;

            // an event is younger than what was seen, and begins the pace anew; what was no file may have become one
            if (!known.Queued && (fromWatcher || known.Ignored))
            {
                known.Asks = 0;
                known.Ignored = false;
                AskAt(known, _clock.GetTimestamp());
            }

            return false;
        }

        var candidate = new Candidate(folder, name, _clock.GetTimestamp()) { Round = _round };
        _candidates.Add((folder, name), candidate);
        _logger.DeliverySeen(folder.Path, PrintableName.Of(name));
        AskAt(candidate, candidate.NextAsk);
        return true;
    }

    private void AskAt(Candidate candidate, long time)
    {
        candidate.NextAsk = time;
        _asks.Enqueue(candidate, time);
    }

    /// <summary>Returns how many were asked.</summary>
    private int AskDue(CancellationToken stopping)
    {
        var asked = 0;
        var now = _clock.GetTimestamp();
        while (_asks.TryPeek(out var candidate, out var time) && time <= now && !stopping.IsCancellationRequested)
        {
            _asks.Dequeue();
            // an entry of before it was put off, claimed or forgotten
            if (candidate.NextAsk != time || candidate.Queued || candidate.Ignored || !IsCandidate(candidate))
                continue;
            asked++;
            if (Ask(candidate) is ReadinessResult.Ready ready)
                _ready.Add(ready.Feed?.Name ?? ZoneConfiguration.DefaultFeed, candidate);
        }

        return asked;
    }

    /// <summary>Those that wait for a close are asked at a pace they share, so they are counted.</summary>
    private void MarkOpen(Candidate candidate, bool isOpen)
    {
        if (candidate.IsOpen != isOpen)
            _openForWriting += isOpen ? 1 : -1;
        candidate.IsOpen = isOpen;
    }

    private void Forget(Candidate candidate)
    {
        MarkOpen(candidate, false);
        _candidates.Remove((candidate.Folder, candidate.Name));
    }

    private bool IsCandidate(Candidate candidate) =>
        _candidates.TryGetValue((candidate.Folder, candidate.Name), out var known) && known == candidate;

    /// <summary>Asks whether it is ready; if not, arranges for the next time.</summary>
    private ReadinessResult? Ask(Candidate candidate)
    {
        ReadinessResult answer;
        try
        {
            answer = _readiness.Ask(candidate);
        }
        catch (LinuxException failure)
        {
            _refusals.Say(candidate, failure.Error);
            AskAt(candidate, _clock.GetTimestamp() + Ticks(_configuration.Settings.Rescan));
            return null;
        }

        MarkOpen(candidate, answer is ReadinessResult.Wait { Reason: WaitReason.OpenForWriting });
        switch (answer)
        {
            case ReadinessResult.Gone:
                Forget(candidate);
                break;
            case ReadinessResult.NotAFile(FileKind.Folder) when candidate.Folder.Path == _zone.Incoming:
                Forget(candidate);
                _sightings.AskForRescan(); // a feed's folder was made
                break;
            case ReadinessResult.NotAFile(var kind):
                candidate.Ignored = true;
                if (candidate.IsFirst(kind.ToString()))
                    _logger.EntryIgnored(candidate.Folder.Path, PrintableName.Of(candidate.Name), kind.ToString());
                break;
            case ReadinessResult.Wait(var delay, var reason, var links):
                if (reason == WaitReason.OpenForWriting)
                    delay = RecheckPace.Delay(candidate.Asks++, _openForWriting);
                SayWhatToMend(candidate, reason, links);
                _logger.DeliveryWaiting(candidate.Folder.Path, PrintableName.Of(candidate.Name), reason.ToString());
                AskAt(candidate, _clock.GetTimestamp() + Ticks(delay));
                break;
        }

        return answer;
    }

    private void Claim(CancellationToken stopping)
    {
        if (_ready.Count == 0 || !_gate.IsOpen(_workers.Trouble))
            return;

        while (!stopping.IsCancellationRequested && _workers.HasRoom && _ready.Take(_workers.HasRoomFor) is { } candidate)
        {
            // it may have changed in the queue
            if (Ask(candidate) is ReadinessResult.Ready ready && (!Claim(candidate, ready) || _gate.IsNarrow || _workers.Trouble is not null))
                return;
        }
    }

    /// <summary>False: the disk is in trouble, and no other claim would fare better.</summary>
    private bool Claim(Candidate candidate, ReadinessResult.Ready ready)
    {
        var feed = ready.Feed?.Name ?? ZoneConfiguration.DefaultFeed;
        var name = JobName.New(_clock.GetUtcNow(), _random, JobFolder.SafeName(candidate.Name));
        JobFolder? job;
        SystemError refused;
        try
        {
            _opened.CheckIsThere();
            job = _steps.Claim.TryTake(
                new ClaimRequest(candidate.Folder.Held, candidate.Name, feed, ready.Companion, ready.Refusal), name, out refused);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            _gate.Met(failure);
            _ready.PutBack(feed, candidate);
            return false;
        }

        _gate.Passed();
        if (job is not null)
        {
            Forget(candidate);
            _refusals.End(candidate.Folder);
            _logger.JobClaimed(feed, name.Text, PrintableName.Of(candidate.Name), ready.Size);
            _workers.Start(job, ready.Feed);
        }
        else if (refused == SystemError.NotFound)
        {
            Forget(candidate);
        }
        else
        {
            _refusals.Say(candidate, refused);
            AskAt(candidate, _clock.GetTimestamp() + Ticks(_configuration.Settings.Rescan));
        }

        return true;
    }

    private void SayWhatToMend(Candidate candidate, WaitReason reason, ulong links)
    {
        if (reason == WaitReason.HardLinked && candidate.IsFirst(nameof(WaitReason.HardLinked)))
        {
            _logger.HardLinkIgnored(
                candidate.Folder.Path, PrintableName.Of(candidate.Name), (long)links);
        }

        if (reason == WaitReason.TwoLooks && _withoutLeases.Add(candidate.Folder))
        {
            _logger.LeaseUnavailable(
                candidate.Folder.Path, "the service neither owns the files nor has CAP_LEASE, or it is a network file system");
        }
    }
}
