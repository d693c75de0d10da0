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
/// What the zone remembers of jobs that are done, in <c>state/ledger.db</c>: contents and record keys that came before, and the
/// history. It convicts nobody wrongly: nothing enters it before the seal is durable, a job is never its own duplicate, and what
/// failed does not count. A ledger that is missing or damaged is made anew from the archive. For many threads.
/// </summary>
public sealed class JobLedger : IDisposable
{
    private readonly Zone zone;
    private readonly DurableSteps steps;
    private readonly LedgerRebuild rebuild;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ContentsUnderWay underWay = new();
    private readonly Lock gate = new();
    private readonly GroupCommit<Receipt> commits;
    private LedgerDatabase? database;
    private volatile bool isDamaged;

    private JobLedger(Zone zone, ZoneConfiguration configuration, DurableSteps steps, TimeProvider clock, ILogger logger)
    {
        this.zone = zone;
        this.steps = steps;
        this.clock = clock;
        this.logger = logger;
        rebuild = new LedgerRebuild(zone, configuration, clock, logger);
        commits = new GroupCommit<Receipt>(receipts => Use(database => database.Add(receipts)));
    }

    /// <summary>Opens the ledger of a zone whose lock is held.</summary>
    /// <param name="isSuspect">The last run did not end by itself: all of the file is read, to find damage.</param>
    /// <param name="cutAfter">The machine lost its power after this time: what was archived since may be missing, and is added. Null: it did not.</param>
    /// <exception cref="IOException">It can be neither opened nor made anew.</exception>
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

    /// <summary>The jobs that had this content, newest first, for whoever looks beside the service; none where there is no ledger, or none that can be read.</summary>
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

    /// <summary>Whether the content may be delivered by this job; if so, no other job delivers it before this one has ended.</summary>
    /// <param name="job">That asks.</param>
    /// <param name="duplicates">What the feed says of equal files.</param>
    /// <param name="file">The delivery's name, as shown to people.</param>
    /// <param name="sha256">Of its bytes, lower-case hex.</param>
    /// <exception cref="IOException">The ledger cannot be read now.</exception>
    public DuplicateCheckResult Reserve(JobFolder job, Duplicates duplicates, string file, string sha256)
    {
        // reserved first, asked then: the job that has it enters the ledger before it lets go
        if (underWay.Reserve(ContentOf(job.Feed, duplicates, file, sha256), job.Name.Text) is { } other)
            return new DuplicateCheckResult.UnderWay(other);
        var name = duplicates.ByName ? file : null;
        var earlier = Use(database => database.FindContent(job.Feed, sha256, name, clock.GetUtcNow() - duplicates.Window, job.Name.Text));
        return earlier is null ? new DuplicateCheckResult.Fresh() : new DuplicateCheckResult.Before(earlier);
    }

    /// <summary>A job that a start takes up is sealed: its content is its own, whoever runs first.</summary>
    public void ReserveSealed(JobFolder job, Duplicates duplicates, Receipt receipt) =>
        underWay.Reserve(ContentOf(job.Feed, duplicates, receipt.File.Name, receipt.File.Sha256), job.Name.Text);

    /// <summary>The job has ended, whichever way.</summary>
    public void Release(JobName job) => underWay.Release(job.Text);

    /// <summary>The keys that earlier jobs of the feed delivered; to be disposed when the job has read its delivery.</summary>
    /// <exception cref="IOException">The ledger cannot be read now.</exception>
    public EarlierKeys KeysBefore(JobFolder job, TimeSpan window) =>
        Use(_ => new EarlierKeys(SeenKeys.Snapshot(PathOf(zone), job.Feed, clock.GetUtcNow() - window, job.Name.Text), Distrust));

    /// <summary>The job has delivered: what it was is remembered, with the keys beside it. May be told more than once.</summary>
    /// <param name="receipt">Of the job.</param>
    /// <param name="keyFile">Its keys, if its receipt counts any.</param>
    /// <exception cref="IOException">The ledger cannot be written now.</exception>
    public void Remember(Receipt receipt, string keyFile)
    {
        if (receipt.RecordKeys is not > 0)
        {
            commits.Commit(receipt);
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

    /// <summary>Makes the ledger anew from the archive.</summary>
    /// <exception cref="IOException">It cannot be made; the old one stands.</exception>
    public static RebuildResult Rebuild(Zone zone, ZoneConfiguration configuration, DurableSteps steps, TimeProvider clock, ILogger logger)
    {
        using var ledger = new JobLedger(zone, configuration, steps, clock, logger);
        return ledger.Anew();
    }

    public void Dispose() => database?.Dispose();

    private static string PathOf(Zone zone) => $"{zone.State}/{LedgerSteps.FileName}";

    private static string ContentOf(string feed, Duplicates duplicates, string file, string sha256) =>
        duplicates.ByName ? $"{feed}/{sha256}/{file}" : $"{feed}/{sha256}";

    /// <summary>Runs the action on the open ledger; one that is missing or damaged is made anew first, once.</summary>
    private T Use<T>(Func<LedgerDatabase, T> action, bool lookClosely = false)
    {
        lock (gate)
        {
            for (var isSecond = false; ; isSecond = true)
            {
                try
                {
                    if (isDamaged)
                        throw new SqliteException("it was found damaged while it was read", SQLitePCL.raw.SQLITE_CORRUPT);
                    database ??= Opened(lookClosely && !isSecond);
                    return action(database);
                }
                catch (SqliteException damage) when (LedgerDatabase.IsDamage(damage) && !isSecond)
                {
                    SetAside(damage.Message);
                    Anew();
                }
                catch (SqliteException failure)
                {
                    throw Trouble(failure);
                }
            }
        }
    }

    private LedgerDatabase Opened(bool lookClosely)
    {
        if (FileStatus.At(PathOf(zone)) is null && FolderListing.FoldersIn(zone.Archive).Any(feed => FolderListing.FoldersIn($"{zone.Archive}/{feed}").Count > 0))
            Anew();
        return LedgerDatabase.Open(PathOf(zone), lookClosely);
    }

    private void SetAside(string reason)
    {
        database?.Dispose();
        database = null;
        logger.LedgerDamaged(reason, steps.Ledger.SetAside(clock.GetUtcNow()));
        isDamaged = false;
    }

    private RebuildResult Anew()
    {
        var began = clock.GetTimestamp();
        RebuildResult result;
        try
        {
            result = steps.Ledger.Place(part =>
            {
                using var made = LedgerDatabase.Make(part);
                return rebuild.Run(made, since: null);
            });
        }
        catch (SqliteException failure)
        {
            throw Trouble(failure);
        }

        logger.LedgerRebuilt(result.Jobs, result.Keys, clock.GetElapsedTime(began).TotalSeconds, result.OutOfReach);
        return result;
    }

    private bool Replay(LedgerDatabase open, DateTimeOffset cut)
    {
        var result = rebuild.Run(open, cut);
        if (result.Jobs > 0)
            logger.LedgerReplayed(result.Jobs);
        return true;
    }

    private void Distrust() => isDamaged = true;

    private IOException Trouble(SqliteException failure) => new($"the ledger {PathOf(zone)} cannot be used: {failure.Message}", failure);
}
