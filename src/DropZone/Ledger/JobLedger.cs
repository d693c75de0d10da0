using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DropZone.Ledger;

/// <summary>
/// The zone's memory of finished jobs, in <c>state/ledger.db</c>: delivered contents and record keys, and the history. It never
/// reports a false duplicate: nothing enters it before the seal is durable, a job is never its own duplicate, and failed jobs do not
/// count. A missing or damaged ledger is rebuilt from the archive. Thread-safe.
/// </summary>
public sealed class JobLedger : IDisposable
{
    private readonly Zone _zone;
    private readonly DurableSteps _steps;
    private readonly LedgerRebuild _rebuild;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ActiveContents _active = new();
    private readonly Lock _gate = new();
    private readonly GroupCommit<Receipt> _commits;
    private LedgerDatabase? _database;
    private volatile bool _isDamaged;

    private JobLedger(Zone zone, ZoneConfiguration configuration, DurableSteps steps, TimeProvider clock, ILogger logger)
    {
        _zone = zone;
        _steps = steps;
        _clock = clock;
        _logger = logger;
        _rebuild = new LedgerRebuild(zone, configuration, clock, logger);
        _commits = new GroupCommit<Receipt>(receipts => Use(database => database.Add(receipts)));
    }

    /// <summary>Opens the ledger of a zone whose lock is held.</summary>
    /// <param name="isSuspect">The last run was interrupted: the whole file is read, to find damage.</param>
    /// <param name="cutAfter">The time after which the machine lost its power: jobs archived since may be missing, and are added. Null: it did not.</param>
    /// <exception cref="IOException">It can be neither opened nor rebuilt.</exception>
    public static JobLedger Open(
        Zone zone, ZoneConfiguration configuration, DurableSteps steps, TimeProvider clock, ILogger logger, bool isSuspect = false, DateTimeOffset? cutAfter = null)
    {
        var ledger = new JobLedger(zone, configuration, steps, clock, logger);
        try
        {
            ledger.Use(_ => true, isSuspect);
            if (cutAfter is { } cut)
                ledger.Use(database => ledger.Replay(database, cut), false);
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Returns the jobs that had this content, newest first, for other processes than the service. Empty if there is no readable ledger.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    public static IReadOnlyList<string> JobsWith(Zone zone, string sha256)
    {
        try
        {
            return LedgerDatabase.JobsWith($"{zone.State}/{LedgerSteps.FileName}", sha256);
        }
        catch (SqliteException)
        {
            return [];
        }
    }

    /// <summary>Decides whether this job may deliver a content. If so, no other job delivers it before this one has ended.</summary>
    /// <param name="job">The job that has it.</param>
    /// <param name="duplicates">The feed's rule for equal files.</param>
    /// <param name="file">The delivery's name, as shown to people.</param>
    /// <param name="sha256">Of its bytes, lower-case hex.</param>
    /// <exception cref="IOException">The ledger cannot be read now.</exception>
    public DuplicateCheckResult Reserve(JobFolder job, Duplicates duplicates, string file, string sha256)
    {
        // reserve first, then query: the job that has the content enters the ledger before it releases it
        if (_active.Reserve(ContentOf(job.Feed, duplicates, file, sha256), job.Name.Text) is { } other)
            return new DuplicateCheckResult.Active(other);
        var name = duplicates.ByName ? file : null;
        var earlier = Use(database => database.FindContent(job.Feed, sha256, name, _clock.GetUtcNow() - duplicates.Window, job.Name.Text));
        return earlier is null ? new DuplicateCheckResult.Fresh() : new DuplicateCheckResult.Before(earlier);
    }

    /// <summary>Reserves the content of a sealed job that a start resumes, whichever job runs first.</summary>
    public void ReserveSealed(JobFolder job, Duplicates duplicates, Receipt receipt) =>
        _active.Reserve(ContentOf(job.Feed, duplicates, receipt.File.Name, receipt.File.Sha256), job.Name.Text);

    /// <summary>Releases the contents of a job that has ended, with any result.</summary>
    public void Release(JobName job) => _active.Release(job.Text);

    /// <summary>Returns the keys that earlier jobs of the feed delivered. Must be disposed when the job has read its delivery.</summary>
    /// <exception cref="IOException">The ledger cannot be read now.</exception>
    public EarlierKeys KeysBefore(JobFolder job, TimeSpan window) =>
        Use(_ => new EarlierKeys(SeenKeys.Snapshot(PathOf(_zone), job.Feed, _clock.GetUtcNow() - window, job.Name.Text), Distrust));

    /// <summary>Remembers a delivered job and its keys. May be called again for the same job.</summary>
    /// <param name="receipt">Of the job.</param>
    /// <param name="keyFile">Its keys, if its receipt counts any.</param>
    /// <exception cref="IOException">The ledger cannot be written now.</exception>
    public void Remember(Receipt receipt, string keyFile)
    {
        if (receipt.RecordKeys is not > 0)
        {
            _commits.Commit(receipt);
            return;
        }

        using var keys = File.OpenRead(keyFile);
        Use(database =>
        {
            keys.Position = 0;
            database.Add(receipt, keys);
            return true;
        });
    }

    /// <summary>Rebuilds the ledger from the archive.</summary>
    /// <exception cref="IOException">It cannot be made; the old one stays.</exception>
    public static RebuildResult Rebuild(Zone zone, ZoneConfiguration configuration, DurableSteps steps, TimeProvider clock, ILogger logger)
    {
        using var ledger = new JobLedger(zone, configuration, steps, clock, logger);
        return ledger.RebuildNow();
    }

    public void Dispose() => _database?.Dispose();

    private static string PathOf(Zone zone) => $"{zone.State}/{LedgerSteps.FileName}";

    private static string ContentOf(string feed, Duplicates duplicates, string file, string sha256) =>
        duplicates.ByName ? $"{feed}/{sha256}/{file}" : $"{feed}/{sha256}";

    /// <summary>Runs the action on the open ledger. A missing or damaged ledger is rebuilt first, once.</summary>
    private T Use<T>(Func<LedgerDatabase, T> action, bool checksAll = false)
    {
        lock (_gate)
        {
            for (var isSecond = false; ; isSecond = true)
            {
                try
                {
                    if (_isDamaged)
                        throw new SqliteException("it was found damaged while it was read", SQLitePCL.raw.SQLITE_CORRUPT);
                    _database ??= Opened(checksAll && !isSecond);
                    return action(_database);
                }
                catch (SqliteException damage) when (LedgerDatabase.IsDamage(damage) && !isSecond)
                {
                    SetAside(damage.Message);
                    RebuildNow();
                }
                catch (SqliteException failure)
                {
                    throw Failure(failure);
                }
            }
        }
    }

    private LedgerDatabase Opened(bool checksAll)
    {
        if (FileStatus.At(PathOf(_zone)) is null && FolderListing.FoldersIn(_zone.Archive).Any(feed => FolderListing.FoldersIn($"{_zone.Archive}/{feed}").Count > 0))
            RebuildNow();
        return LedgerDatabase.Open(PathOf(_zone), checksAll);
    }

    private void SetAside(string reason)
    {
        _database?.Dispose();
        _database = null;
        _logger.LedgerDamaged(reason, _steps.Ledger.SetAside(_clock.GetUtcNow()));
        _isDamaged = false;
    }

    private RebuildResult RebuildNow()
    {
        var began = _clock.GetTimestamp();
        RebuildResult result;
        try
        {
            result = _steps.Ledger.Place(part =>
            {
                using var made = LedgerDatabase.Make(part);
                return _rebuild.Run(made, since: null);
            });
        }
        catch (SqliteException failure)
        {
            throw Failure(failure);
        }

        _logger.LedgerRebuilt(result.Jobs, result.Keys, _clock.GetElapsedTime(began).TotalSeconds, result.OutOfReach);
        return result;
    }

    private bool Replay(LedgerDatabase open, DateTimeOffset cut)
    {
        var result = _rebuild.Run(open, cut);
        if (result.Jobs > 0)
            _logger.LedgerReplayed(result.Jobs);
        return true;
    }

    private void Distrust() => _isDamaged = true;

    private IOException Failure(SqliteException failure) => new($"the ledger {PathOf(_zone)} cannot be used: {failure.Message}", failure);
}
