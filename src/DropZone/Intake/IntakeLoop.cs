using System.IO.Abstractions;
using DropZone.Config;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using Microsoft.Extensions.Logging;
using Mono.Unix.Native;

namespace DropZone.Intake;

/// <summary>
/// Finds deliveries, waits until each is ready, and claims them as fast as the workers take them. One loop, one thread at a
/// time: events and the rescan only say "look at this name".
/// </summary>
public sealed class IntakeLoop : IDisposable
{
    private static readonly TimeSpan ClaimPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EventGrace = TimeSpan.FromSeconds(2);
    private readonly Zone _zone;
    private readonly Configuration _configuration;
    private readonly DurableSteps _steps;
    private readonly IWorkers _workers;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly IFileSystemWatcherFactory _watchers;
    private readonly Readiness _readiness;
    private readonly RoomOnDisk _room;
    private readonly Sightings _sightings = new();
    private readonly WakeUp _wake;
    private readonly Dictionary<string, FolderWatch> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<(IncomingFolder, string), Candidate> _candidates = [];
    private readonly PriorityQueue<Candidate, long> _asks = new();
    private readonly ReadyQueue _ready = new();
    private readonly HashSet<IncomingFolder> _withoutLeases = [];
    private long _nextRescan;
    private long _claimsPausedUntil;
    private string? _claimTrouble;
    private int _openForWriting;
    private long _lastTurn;

    public IntakeLoop(
        Zone zone, Configuration configuration, DurableSteps steps, IWorkers workers, SuspectWindow? suspect,
        IFileSystemWatcherFactory watchers, TimeProvider clock, Random random, ILogger logger)
    {
        _zone = zone;
        _configuration = configuration;
        _steps = steps;
        _workers = workers;
        _watchers = watchers;
        _clock = clock;
        _random = random;
        _logger = logger;
        _readiness = new Readiness(configuration.Settings, suspect, clock);
        _room = new RoomOnDisk(zone.Root, configuration.Settings.MinFree, Volume.FreeBytes, clock, logger);
        _wake = new WakeUp(clock);
        _sightings.Added += _wake.Signal;
        _workers.RoomMade += _wake.Signal;
    }

    /// <summary>Watches every incoming folder, then reads them all: what lands meanwhile is seen at least once. Returns how many wait.</summary>
    public int Start()
    {
        Rescan(isFirst: true);
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
            AskDue(stopping);
            Claim(stopping);
            await _wake.WaitAsync(TimeToNext(), stopping).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var folder in _folders.Values)
            folder.Dispose();
        _workers.RoomMade -= _wake.Signal;
    }

    private TimeSpan TimeToNext()
    {
        var next = _nextRescan;
        if (_asks.TryPeek(out _, out var ask))
            next = Math.Min(next, ask);
        if (_workers.HasRoom && _ready.Any(_workers.HasRoomFor))
            next = Math.Min(next, Math.Max(_claimsPausedUntil, _clock.GetTimestamp() + Ticks(TimeSpan.FromMilliseconds(20))));
        var left = _clock.GetElapsedTime(_clock.GetTimestamp(), next);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);

    private void Rescan(bool isFirst)
    {
        _nextRescan = _clock.GetTimestamp() + Ticks(_configuration.Settings.Rescan);
        Watch(_zone.Incoming, null);
        foreach (var feed in _configuration.Feeds)
            Watch($"{_zone.Incoming}/{feed.Name}", feed.Name);
        foreach (var name in List(_zone.Incoming, folders: true))
            Watch($"{_zone.Incoming}/{name}", name);

        var present = new HashSet<(IncomingFolder, string)>();
        foreach (var watch in _folders.Values.ToList())
        {
            if (watch.Folder.IsUnknown && !IsFolder(watch.Folder.Path))
            {
                watch.Dispose();
                _folders.Remove(watch.Folder.Path);
                continue;
            }

            var isNew = watch.Check();
            var missed = 0;
            var names = watch.IsThere ? List(watch.Folder.Held, folders: false) : [];
            foreach (var name in isFirst || isNew ? Backlog.InOrder(watch.Folder.Held, names) : names)
            {
                present.Add((watch.Folder, name));
                if (See(watch.Folder, name, fromWatcher: false) && !isFirst && !isNew && IsOlderThanEvents($"{watch.Folder.Path}/{name}"))
                    missed++;
            }

            if (missed > 0)
            {
                _logger.WatcherMissedFiles(watch.Folder.Path, missed);
                watch.Distrust("it did not tell of new files");
                watch.Check();
            }
        }

        foreach (var (key, candidate) in _candidates)
        {
            if (!present.Contains(key) && !candidate.Queued)
                Forget(candidate);
        }
    }

    private static bool IsFolder(string path)
    {
        try
        {
            return FileLook.At(path) is { Kind: FileKind.Folder };
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    private void Watch(string path, string? feedName)
    {
        if (_folders.ContainsKey(path))
            return;
        var folder = new IncomingFolder(path, feedName, _configuration);
        _folders[path] = new FolderWatch(folder, _watchers, _sightings, _logger);
        if (folder.IsUnknown)
            _logger.UnknownFeedFolder(PrintableName.Of(path));
    }

    private static IEnumerable<string> List(string path, bool folders)
    {
        try
        {
            return folders
                ? FolderListing.FoldersIn(path)
                : FolderListing.Of(path).ConvertAll(entry => entry.Name);
        }
        catch (LinuxException)
        {
            return []; // the watch says that the folder is gone
        }
    }

    /// <summary>The watcher has had time enough to tell of this file.</summary>
    private bool IsOlderThanEvents(string path)
    {
        try
        {
            return FileLook.At(path) is { Kind: FileKind.Regular } look && _clock.GetUtcNow() - look.Changed > EventGrace;
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    /// <summary>Notes a name. True: it is a delivery that was not known.</summary>
    private bool See(IncomingFolder folder, string name, bool fromWatcher)
    {
        if (IgnoredNames.Contains(name) || folder.Path == _zone.Incoming && _folders.ContainsKey($"{folder.Path}/{name}"))
            return false;
        if (folder.DeliveryOfCompanion(name) is { } delivery)
        {
            if (_candidates.TryGetValue((folder, delivery), out var waiting))
                AskAt(waiting, _clock.GetTimestamp());
            return false;
        }

        if (_candidates.TryGetValue((folder, name), out var known))
        {
            // an event is younger than what was seen, and begins the pace anew; what was no file may have become one
            if (!known.Queued && (fromWatcher || known.Ignored))
            {
                known.Asks = 0;
                known.Ignored = false;
                AskAt(known, _clock.GetTimestamp());
            }

            return false;
        }

        var candidate = new Candidate(folder, name, _clock.GetTimestamp());
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

    private void AskDue(CancellationToken stopping)
    {
        var now = _clock.GetTimestamp();
        while (_asks.TryPeek(out var candidate, out var time) && time <= now && !stopping.IsCancellationRequested)
        {
            _asks.Dequeue();
            // an entry of before it was put off, claimed or forgotten
            if (candidate.NextAsk != time || candidate.Queued || candidate.Ignored || !IsCandidate(candidate))
                continue;
            if (Ask(candidate) is ReadinessAnswer.Ready ready)
                _ready.Add(ready.Feed?.Name ?? Configuration.DefaultFeed, candidate);
        }
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
    private ReadinessAnswer? Ask(Candidate candidate)
    {
        ReadinessAnswer answer;
        try
        {
            answer = _readiness.Ask(candidate);
        }
        catch (LinuxException trouble)
        {
            Say(candidate, trouble.Message);
            AskAt(candidate, _clock.GetTimestamp() + Ticks(_configuration.Settings.Rescan));
            return null;
        }

        MarkOpen(candidate, answer is ReadinessAnswer.Wait { Reason: WaitReason.OpenForWriting });
        switch (answer)
        {
            case ReadinessAnswer.Gone:
                Forget(candidate);
                break;
            case ReadinessAnswer.NotAFile(FileKind.Folder) when candidate.Folder.Path == _zone.Incoming:
                Forget(candidate);
                _sightings.AskForRescan(); // a feed's folder was made
                break;
            case ReadinessAnswer.NotAFile(var kind):
                candidate.Ignored = true;
                if (candidate.IsFirst(kind.ToString()))
                    _logger.EntryIgnored(candidate.Folder.Path, PrintableName.Of(candidate.Name), kind.ToString());
                break;
            case ReadinessAnswer.Wait(var delay, var reason):
                if (reason == WaitReason.OpenForWriting)
                    delay = AskPace.Delay(candidate.Asks++, _openForWriting);
                SayWhatToMend(candidate, reason);
                _logger.DeliveryWaiting(candidate.Folder.Path, PrintableName.Of(candidate.Name), reason.ToString());
                AskAt(candidate, _clock.GetTimestamp() + Ticks(delay));
                break;
        }

        return answer;
    }

    private void Claim(CancellationToken stopping)
    {
        if (_ready.Count == 0 || _clock.GetTimestamp() < _claimsPausedUntil)
            return;
        if (!_room.Is())
        {
            _claimsPausedUntil = _clock.GetTimestamp() + Ticks(ClaimPause);
            return;
        }

        while (!stopping.IsCancellationRequested && _workers.HasRoom && _ready.Take(_workers.HasRoomFor) is { } candidate)
        {
            // it may have changed in the queue
            if (Ask(candidate) is ReadinessAnswer.Ready ready && !Claim(candidate, ready))
                return;
        }
    }

    /// <summary>False: the disk is in trouble, and no other claim would fare better.</summary>
    private bool Claim(Candidate candidate, ReadinessAnswer.Ready ready)
    {
        var feed = ready.Feed?.Name ?? Configuration.DefaultFeed;
        var name = JobName.New(_clock.GetUtcNow(), _random, DeliveryName.Safe(candidate.Name));
        JobFolder? job;
        Errno refused;
        try
        {
            job = _steps.Claim(
                new ClaimRequest(candidate.Folder.Held, candidate.Name, feed, ready.Companion, ready.Refusal), name, out refused);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            if (_claimTrouble != trouble.Message)
                _logger.ClaimsPaused(trouble.Message);
            _claimTrouble = trouble.Message;
            _claimsPausedUntil = _clock.GetTimestamp() + Ticks(ClaimPause);
            _ready.Add(feed, candidate);
            return false;
        }

        if (_claimTrouble is not null)
            _logger.ClaimsResumed();
        _claimTrouble = null;
        if (job is not null)
        {
            Forget(candidate);
            _logger.JobClaimed(feed, name.Text, PrintableName.Of(candidate.Name), ready.Size);
            _workers.Start(job, ready.Feed);
        }
        else if (refused == Errno.ENOENT)
        {
            Forget(candidate);
        }
        else
        {
            Say(candidate, $"{refused} ({Stdlib.strerror(refused)})");
            AskAt(candidate, _clock.GetTimestamp() + Ticks(_configuration.Settings.Rescan));
        }

        return true;
    }

    private void SayWhatToMend(Candidate candidate, WaitReason reason)
    {
        if (reason == WaitReason.HardLinked && candidate.IsFirst(nameof(WaitReason.HardLinked)))
        {
            _logger.HardLinkIgnored(
                candidate.Folder.Path, PrintableName.Of(candidate.Name), (long)candidate.LastLook!.Value.Links);
        }

        if (reason == WaitReason.TwoLooks && _withoutLeases.Add(candidate.Folder))
        {
            _logger.LeaseUnavailable(
                candidate.Folder.Path, "the service neither owns the files nor has CAP_LEASE, or it is a network file system");
        }
    }

    private void Say(Candidate candidate, string reason)
    {
        if (candidate.IsFirst(reason))
            _logger.ClaimRefused(candidate.Folder.Path, PrintableName.Of(candidate.Name), reason);
    }
}
