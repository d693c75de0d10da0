using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Microsoft.Extensions.Logging;

namespace DropZone.Spool.Recovery;

/// <summary>
/// Removes the old names of files that a power cut left under two names, wherever the file is by now: btrfs may replay half of any
/// rename of a file from one folder to another, as a link count of two shows. The new name counts. It never does so with a folder.
/// Also removes the reports of rejects that were dropped again, which a cut or a kill left.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps.</param>
/// <param name="boot">The last heartbeat bounds which jobs can have such a file.</param>
/// <param name="logger">Receives each removed name.</param>
public sealed class SecondNames(Zone zone, DurableSteps steps, BootHistory boot, ILogger logger)
{
    /// <summary>More than the time between two heartbeats and that in which a file system commits.</summary>
    private static readonly TimeSpan WriteBack = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(ulong Device, ulong Inode), JobFolder> _owners = [];
    private bool _areOwnersRead;

    /// <summary>Settles claims whose job has left <c>working/</c>, rejects that were dropped again, and outputs of archived jobs. A failure is logged.</summary>
    public void Settle()
    {
        foreach (var feed in FolderListing.FoldersIn(zone.Failed))
        {
            foreach (var name in JobListing.In($"{zone.Failed}/{feed}"))
                Try(() => FinishResubmission(new JobFolder($"{zone.Failed}/{feed}/{name}", feed, name)));
        }

        Try(SettleClaims);
        if (boot.PowerWasCut)
            Try(SettleOutputs);
    }

    /// <summary>Finishes the drop of rejects that are still in their quarantine folder.</summary>
    /// <param name="quarantined">A folder in <c>failed/</c>.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void SettleRejects(JobFolder quarantined)
    {
        if (FileStatus.At($"{quarantined.Folder}/{JobFolder.RejectsFileName}") is not { Kind: FileKind.Regular, Links: > 1 } rejects)
            return;
        var incoming = $"{zone.Incoming}/{quarantined.Feed}";
        if (!ResubmittedName.For(quarantined.Name).Any(name => FileStatus.At($"{incoming}/{name}")?.IsSameFile(rejects) == true) && OwnerOf(rejects) is null)
            return; // a link that an operator made
        steps.Rejects.Finish(quarantined.Folder);
        logger.SecondNameRemoved(quarantined.Feed, quarantined.Name.Text, "failed");
    }

    /// <summary>Finishes what an operator began with the rejects of a split, up to the removal of the reports that they leave behind.</summary>
    private void FinishResubmission(JobFolder quarantined)
    {
        SettleRejects(quarantined);
        var job = new JobFolder(steps.Places.Archive(quarantined), quarantined.Feed, quarantined.Name);
        // without a record the rejects were moved by hand, perhaps to correct them
        if (FileStatus.At($"{quarantined.Folder}/{JobFolder.RejectsFileName}") is null && FileStatus.At(job.Receipt) is not null && FileStatus.At($"{job.Folder}/{JobFolder.AuditName}") is not null)
            steps.Rejects.RemoveEmptied(quarantined.Folder);
    }

    private void SettleClaims()
    {
        // senders may write there: no link of theirs is followed
        using var incoming = HeldFolder.Open(zone.Incoming);
        SettleClaims(incoming);
        foreach (var name in FolderListing.FoldersIn(zone.Incoming))
        {
            using var folder = incoming.TryOpen(name, out _);
            if (folder is not null)
                SettleClaims(folder);
        }
    }

    private void SettleClaims(HeldFolder folder)
    {
        foreach (var name in folder.Names())
        {
            // a job in working/ was settled when it was sorted
            if (folder.StatusOf(name) is { Kind: FileKind.Regular, Links: > 1 } left && OwnerOf(left) is { } job && job.Folder != $"{zone.Working}/{job.Feed}/{job.Name}")
            {
                steps.Claim.Finish(job, $"{folder.HeldPath}/.", name, left); // a path that can be opened without following a link
                logger.SecondNameRemoved(job.Feed, job.Name.Text, "incoming");
            }
        }
    }

    /// <summary>A job is archived when its output has its new name durably.</summary>
    private void SettleOutputs()
    {
        foreach (var job in RecentlyArchived().Where(job => FileStatus.At(job.Receipt) is not null && FileStatus.At(job.Output) is not null))
        {
            steps.Archive.FinishDelivery(job);
            logger.SecondNameRemoved(job.Feed, job.Name.Text, "archive");
        }
    }

    /// <summary>Returns the job that has claimed the file; null if none has.</summary>
    private JobFolder? OwnerOf(FileStatus file)
    {
        if (!_areOwnersRead)
        {
            foreach (var job in Recent())
                AddFilesOf(job);
            _areOwnersRead = true;
        }

        return _owners.GetValueOrDefault((file.Device, file.Inode));
    }

    private void AddFilesOf(JobFolder job)
    {
        job.State(out var contents);
        if (contents.Original is null)
            return;
        string?[] paths = [$"{job.Folder}/{contents.Original}", contents.Companion is { } companion ? $"{job.Companions}/{companion}" : null];
        foreach (var file in paths.OfType<string>().Select(FileStatus.At).OfType<FileStatus>())
            _owners[(file.Device, file.Inode)] = job;
    }

    private IEnumerable<JobFolder> Recent() =>
        JobsIn(zone.Working, isRecent: false).Concat(JobsIn($"{zone.Working}/{JobPlaces.RetryFolder}", isRecent: false)).Concat(JobsIn(zone.Failed, isRecent: true)).Concat(RecentlyArchived());

    private IEnumerable<JobFolder> RecentlyArchived() =>
        from feed in FolderListing.FoldersIn(zone.Archive)
        from date in FolderListing.FoldersIn($"{zone.Archive}/{feed}")
        let folder = $"{zone.Archive}/{feed}/{date}"
        where FileStatus.At(folder)?.Modified >= Since // of the last rename into it
        from job in JobsOf(feed, folder, isRecent: true)
        select job;

    private IEnumerable<JobFolder> JobsIn(string place, bool isRecent) => FolderListing.FoldersIn(place).SelectMany(feed => JobsOf(feed, $"{place}/{feed}", isRecent));

    private IEnumerable<JobFolder> JobsOf(string feed, string folder, bool isRecent) =>
        JobListing.In(folder).Select(name => new JobFolder($"{folder}/{name}", feed, name))
            .Where(job => FileStatus.At(job.Folder) is { Kind: FileKind.Folder } status && (!isRecent || status.Changed >= Since));

    private DateTimeOffset Since => (boot.LastHeartbeat ?? DateTimeOffset.UnixEpoch + WriteBack) - WriteBack;

    /// <summary>Nothing of this may keep the zone from starting: a file of two names is refused, not taken twice.</summary>
    private void Try(Action settle)
    {
        try
        {
            settle();
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            logger.SecondNamesNotRemoved(failure.Message);
        }
    }
}
