using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>
/// The list of events: every message of the service is logged by one of these methods.
/// An id is permanent and is never given to another event: 1000 service, 2000 intake, 3000 jobs, 4000 recovery, 5000 ledger, 6000 notifications, 7000 metrics, 9000 faults.
/// A message contains no cell value. Callers pass file names escaped. Warnings and errors name the remedy.
/// <c>docs/operator/events.md</c> lists them all, <c>systemd/dropzone.catalog</c> explains the warnings and errors.
/// </summary>
/// <remarks>
/// The parameters feed, job, file, outcome, code and target become fields of the journal (<see cref="JournalFields"/>).
/// Callers omit parameters with a default value: these make the outcome a searchable field.
/// The class is declared in one part: with several, the order of the generated code differs from build to build.
/// </remarks>
public static partial class Events
{
    // the service

    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, EventName = nameof(ServiceStarting),
        Message = "DropZone {Version} is starting on zone {Zone}")]
    public static partial void ServiceStarting(this ILogger logger, string version, string zone);

    /// <param name="waiting">The number of files in the incoming folders.</param>
    /// <param name="recovered">The number of jobs that an earlier run left unfinished.</param>
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, EventName = nameof(ServiceReady),
        Message = "Service ready after {Seconds:0.000} s: {Waiting} files queued, {Recovered} jobs resumed")]
    public static partial void ServiceReady(this ILogger logger, double seconds, int waiting, int recovered);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, EventName = nameof(ServiceStopping),
        Message = "Stopping: no new files are claimed; active jobs finish or return to their last recorded state")]
    public static partial void ServiceStopping(this ILogger logger);

    /// <param name="done">Jobs archived by this run.</param>
    /// <param name="failed">Jobs failed in this run.</param>
    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, EventName = nameof(ServiceStopped),
        Message = "Stopped: {Done} jobs archived and {Failed} failed since the start")]
    public static partial void ServiceStopped(this ILogger logger, long done, long failed);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, EventName = nameof(ZoneCreated),
        Message = "Created zone {Zone}")]
    public static partial void ZoneCreated(this ILogger logger, string zone);

    /// <param name="type">The file system's type, as <c>/proc/self/mountinfo</c> names it.</param>
    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, EventName = nameof(ZoneOnUnsafeFileSystem),
        Message = "Zone {Zone} is on {Type}, which gives no guarantees after a power cut. Move it to a local ext4, xfs or btrfs file system.")]
    public static partial void ZoneOnUnsafeFileSystem(this ILogger logger, string zone, string type);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, EventName = nameof(FaultSeamArmed),
        Message = "Test fault {Seam} is armed: this process will break on purpose. Unset DROPZONE_FAULT unless this is a test.")]
    public static partial void FaultSeamArmed(this ILogger logger, string seam);

    /// <summary>Logged once for each complaint.</summary>
    [LoggerMessage(EventId = 1007, Level = LogLevel.Error, EventName = nameof(ConfigurationRefused),
        Message = "Configuration rejected: {Complaint}")]
    public static partial void ConfigurationRefused(this ILogger logger, string complaint);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Error, EventName = nameof(ZoneHeld),
        Message = "Zone {Zone} is locked by another instance, process {Holder}. Stop that instance, or give this one a separate zone.")]
    public static partial void ZoneHeld(this ILogger logger, string zone, string holder);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Error, EventName = nameof(ZoneUnusable),
        Message = "Zone {Zone} cannot be used: {Reason}. Fix the cause and start the service again.")]
    public static partial void ZoneUnusable(this ILogger logger, string zone, string reason);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, EventName = nameof(HeartbeatFailed),
        Message = "Cannot write the heartbeat to state/boot.json: {Reason}. It is retried every 15 s. Check the disk of the zone.")]
    public static partial void HeartbeatFailed(this ILogger logger, string reason);

    /// <summary>The configuration is valid but has a risky setting.</summary>
    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, EventName = nameof(ConfigurationWarning), Message = "{Complaint}")]
    public static partial void ConfigurationWarning(this ILogger logger, string complaint);

    /// <param name="feeds">Their names.</param>
    /// <param name="waiting">The number of files in the incoming folders.</param>
    /// <param name="takenUp">The number of jobs that were interrupted by the reload.</param>
    [LoggerMessage(EventId = 1012, Level = LogLevel.Information, EventName = nameof(ConfigurationReloaded),
        Message = "Configuration reloaded after {Seconds:0.000} s; feeds: {Feeds}; {Waiting} files queued, {TakenUp} jobs resumed")]
    public static partial void ConfigurationReloaded(this ILogger logger, string feeds, double seconds, int waiting, int takenUp);

    /// <summary>Logged after the complaints.</summary>
    [LoggerMessage(EventId = 1013, Level = LogLevel.Error, EventName = nameof(ReloadRefused),
        Message = "Reload rejected: the configuration in {Folder} has the errors reported above. The previous configuration stays active. Fix the errors and "
            + "reload again.")]
    public static partial void ReloadRefused(this ILogger logger, string folder);

    /// <summary>Logged only under the watchdog of systemd.</summary>
    [LoggerMessage(EventId = 1014, Level = LogLevel.Error, EventName = nameof(ServiceStuck),
        Message = "Service is stuck: {Complaint}. Watchdog pings are suspended; systemd will restart the service. Check the disk of the zone.")]
    public static partial void ServiceStuck(this ILogger logger, string complaint);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Warning, EventName = nameof(StatusUnavailable),
        Message = "Status socket is unavailable: {Reason}. dropzone status reads the folders of the zone instead, as far as its user may.")]
    public static partial void StatusUnavailable(this ILogger logger, string reason);

    // intake

    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, EventName = nameof(WatcherStarted),
        Message = "Watching {Folder}")]
    public static partial void WatcherStarted(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, EventName = nameof(WatcherFailed),
        Message = "Watcher of {Folder} failed: {Reason}. Rescans find new files until the watcher is recreated. If this repeats, check the limits in "
            + "/proc/sys/fs/inotify.")]
    public static partial void WatcherFailed(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, EventName = nameof(WatcherRestored),
        Message = "Watching {Folder} again")]
    public static partial void WatcherRestored(this ILogger logger, string folder);

    /// <summary>A rescan found files that the watcher should have reported.</summary>
    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, EventName = nameof(WatcherMissedFiles),
        Message = "Rescan of {Folder} found {Count} files not reported by the watcher")]
    public static partial void WatcherMissedFiles(this ILogger logger, string folder, int count);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, EventName = nameof(FolderMissing),
        Message = "Folder {Folder} is missing ({Reason}): no files can be delivered there. Recreate it, mount it, or check its disk.")]
    public static partial void FolderMissing(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Information, EventName = nameof(FolderBack),
        Message = "Folder {Folder} is available again")]
    public static partial void FolderBack(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Debug, EventName = nameof(DeliverySeen),
        Message = "{Folder}/{File} detected")]
    public static partial void DeliverySeen(this ILogger logger, string folder, string file);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Debug, EventName = nameof(DeliveryWaiting),
        Message = "{Folder}/{File} not claimed yet: {Reason}")]
    public static partial void DeliveryWaiting(this ILogger logger, string folder, string file, string reason);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning, EventName = nameof(HardLinkIgnored),
        Message = "{Folder}/{File} has {Links} hard links and is not claimed: it could be changed under its other names. Have the sender copy or rename it "
            + "instead, or remove the other links.")]
    public static partial void HardLinkIgnored(this ILogger logger, string folder, string file, long links);

    /// <summary>Logged once for each entry, at most 100 of a folder in an hour.</summary>
    /// <param name="kind">Its type: folder, symbolic link, FIFO, socket, device.</param>
    [LoggerMessage(EventId = 2009, Level = LogLevel.Information, EventName = nameof(EntryIgnored),
        Message = "{Folder}/{File} is a {Kind}, not a regular file, and is ignored")]
    public static partial void EntryIgnored(this ILogger logger, string folder, string file, string kind);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, EventName = nameof(LeaseUnavailable),
        Message = "Leases do not work in {Folder}: {Reason}. A file is claimed only when two checks some time apart find it unchanged. For fast and reliable "
            + "claims, use a local file system or give the service CAP_LEASE.")]
    public static partial void LeaseUnavailable(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, EventName = nameof(UnknownFeedFolder),
        Message = "Folder {Folder} belongs to no feed: files dropped there fail with no-feed. Configure the feed or remove the folder.")]
    public static partial void UnknownFeedFolder(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, EventName = nameof(DiskNearlyFull),
        Message = "Disk of the zone is nearly full: {FreeBytes} bytes free, below min-free ({MinimumBytes}). No files are claimed until there is space. Free "
            + "some space.")]
    public static partial void DiskNearlyFull(this ILogger logger, long freeBytes, long minimumBytes);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Information, EventName = nameof(DiskHasRoom),
        Message = "Disk of the zone has space again: {FreeBytes} bytes free. Claiming resumes.")]
    public static partial void DiskHasRoom(this ILogger logger, long freeBytes);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Warning, EventName = nameof(ClaimRefused),
        Message = "Cannot claim {Folder}/{File}: {Reason}. It stays in place and is retried, as are other files of the folder with the same error. Remedy: "
            + "{Remedy}")]
    public static partial void ClaimRefused(this ILogger logger, string folder, string file, string reason, string remedy);

    [LoggerMessage(EventId = 2015, Level = LogLevel.Error, EventName = nameof(ClaimsPaused),
        Message = "Cannot claim any file: {Reason}. Files stay in incoming and are retried at least once a minute. Check the disk of the zone.")]
    public static partial void ClaimsPaused(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2016, Level = LogLevel.Information, EventName = nameof(ClaimsResumed),
        Message = "Claiming files works again")]
    public static partial void ClaimsResumed(this ILogger logger);

    /// <summary>Logged once for each session.</summary>
    [LoggerMessage(EventId = 2017, Level = LogLevel.Warning, EventName = nameof(UnknownFoldersIgnored),
        Message = "{Folder} has more than {Count} folders that belong to no feed: files in the others are ignored. Remove these folders.")]
    public static partial void UnknownFoldersIgnored(this ILogger logger, string folder, int count);

    /// <summary>Logged once for each deadline.</summary>
    [LoggerMessage(EventId = 2100, Level = LogLevel.Warning, EventName = nameof(FeedOverdue),
        Message = "{Feed}: {Outcome}: {Came} of {Expected} expected files arrived by {By}. Contact their sender.")]
    public static partial void FeedOverdue(this ILogger logger, string feed, int came, int expected, string by, string outcome = "overdue");

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, EventName = nameof(FeedArrived),
        Message = "{Feed}: the files expected by {By} have arrived: {Came} files")]
    public static partial void FeedArrived(this ILogger logger, string feed, int came, string by);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, EventName = nameof(ExpectationNotKnown),
        Message = "{Feed}: cannot check whether the expected files arrived: {Reason}. Check the disk of the zone.")]
    public static partial void ExpectationNotKnown(this ILogger logger, string feed, string reason);

    /// <summary>Logged once for each outage of a feed.</summary>
    /// <param name="problem">The reason and the remedy.</param>
    [LoggerMessage(EventId = 2110, Level = LogLevel.Error, EventName = nameof(FeedDown),
        Message = "{Feed}: feed is down: {Problem}. Other feeds run. Its folders are checked again with each rescan.")]
    public static partial void FeedDown(this ILogger logger, string feed, string problem);

    [LoggerMessage(EventId = 2111, Level = LogLevel.Information, EventName = nameof(FeedUp),
        Message = "{Feed}: feed is up again after {Outage}; its files are claimed")]
    public static partial void FeedUp(this ILogger logger, string feed, TimeSpan outage);

    // jobs

    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, EventName = nameof(JobClaimed),
        Message = "{Feed}: {File} claimed, {Size} bytes, job {Job}")]
    public static partial void JobClaimed(this ILogger logger, string feed, string job, string file, long size);

    /// <summary>The file changed while it was processed; its output is discarded and the job starts over.</summary>
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, EventName = nameof(JobChanged),
        Message = "{Feed}: {File} changed after it was claimed and is processed again, job {Job}. Have the sender write under a name ending in .part and "
            + "rename it, or lengthen settle in the feed.")]
    public static partial void JobChanged(this ILogger logger, string feed, string job, string file);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Debug, EventName = nameof(JobSealed),
        Message = "{Feed}: {File} sealed, job {Job}")]
    public static partial void JobSealed(this ILogger logger, string feed, string job, string file);

    /// <param name="output">The path of the output, relative to the zone.</param>
    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, EventName = nameof(JobArchived),
        Message = "{Feed}: {File} {Outcome}: {RowsIn} rows in, {RowsOut} out, {RowsFiltered} filtered, {RowsDeduplicated} deduplicated, {Milliseconds} ms, output {Output}, job {Job}")]
    public static partial void JobArchived(
        this ILogger logger, string feed, string job, string file, long rowsIn, long rowsOut, long rowsFiltered, long rowsDeduplicated, long milliseconds,
        string output,
        string outcome = "archived");

    /// <param name="code">The name of the first error code.</param>
    /// <param name="errors">The number of errors.</param>
    /// <param name="bundle">The folder of report.txt and the original, relative to the zone.</param>
    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, EventName = nameof(JobFailed),
        Message = "{Feed}: {File} {Outcome}: {Code} (errors: {Errors}), job {Job}. Read {Bundle}/report.txt for the remedy.")]
    public static partial void JobFailed(
        this ILogger logger, string feed, string job, string file, string code, long errors, string bundle,
        string outcome = "failed");

    /// <summary>The job met a temporary error.</summary>
    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, EventName = nameof(JobDeferred),
        Message = "{Feed}: {File} {Outcome}: {Reason}; retry in {Delay}, job {Job}. Fix the cause meanwhile.")]
    public static partial void JobDeferred(
        this ILogger logger, string feed, string job, string file, string reason, TimeSpan delay, string outcome = "deferred");

    /// <param name="output">The path of the good rows, relative to the zone.</param>
    /// <param name="bundle">The folder of rejects.csv and report.txt, relative to the zone.</param>
    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, EventName = nameof(JobSplit),
        Message = "{Feed}: {File} {Outcome}: {RowsIn} rows in, {RowsOut} out, {RowsFiltered} filtered, {RowsDeduplicated} deduplicated, {RowsRejected} "
            + "rejected, {Milliseconds} ms, output {Output}, job {Job}. Read {Bundle}/report.txt, fix rejects.csv next to it and retry the job.")]
    public static partial void JobSplit(
        this ILogger logger, string feed, string job, string file, long rowsIn, long rowsOut, long rowsFiltered, long rowsDeduplicated, long rowsRejected,
        long milliseconds, string output, string bundle, string outcome = "split");

    /// <summary>An operator requested a retry of a failed job.</summary>
    /// <param name="state">The state in which the job starts: claimed, sealed or delivered.</param>
    [LoggerMessage(EventId = 3007, Level = LogLevel.Information, EventName = nameof(JobRetried),
        Message = "{Feed}: {File} retried on request, {State}, job {Job}")]
    public static partial void JobRetried(this ILogger logger, string feed, string job, string file, string state);

    [LoggerMessage(EventId = 3008, Level = LogLevel.Warning, EventName = nameof(RetryRefused),
        Message = "{Feed}: job {Job} cannot be retried: {Reason}. It stays in working/.retry. Fix the cause.")]
    public static partial void RetryRefused(this ILogger logger, string feed, string job, string reason);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Warning, EventName = nameof(RetriesNotFound),
        Message = "Cannot list the failed jobs to retry: {Reason}. The service tries again every second. Check the disk of the zone.")]
    public static partial void RetriesNotFound(this ILogger logger, string reason);

    /// <summary>A command of a feed ended.</summary>
    /// <param name="program">The program as configured.</param>
    /// <param name="end">How it ended: <c>ended with exit code 0</c>.</param>
    [LoggerMessage(EventId = 3010, Level = LogLevel.Information, EventName = nameof(ProgramEnded),
        Message = "{Feed}: {Program} {End} after {Milliseconds} ms, job {Job}")]
    public static partial void ProgramEnded(this ILogger logger, string feed, string job, string program, string end, long milliseconds);

    /// <param name="earlier">The job that delivered the same content.</param>
    /// <param name="earlierFile">The name of the earlier file.</param>
    [LoggerMessage(EventId = 3020, Level = LogLevel.Information, EventName = nameof(JobSkipped),
        Message = "{Feed}: {File} {Outcome}: the same content was already delivered as {EarlierFile} on {Time:yyyy-MM-dd HH:mm:ss}Z, job {Earlier}; archived, "
            + "not delivered again, job {Job}")]
    public static partial void JobSkipped(
        this ILogger logger, string feed, string job, string file, string earlier, string earlierFile, DateTime time, string outcome = "skipped");

    /// <summary>The receipt of a sealed job cannot be read, but no output was delivered: the job starts over.</summary>
    [LoggerMessage(EventId = 3009, Level = LogLevel.Warning, EventName = nameof(ReceiptDamaged),
        Message = "{Feed}: the receipt of job {Job} is damaged. No output was delivered yet, so the job starts over. Check the disk.")]
    public static partial void ReceiptDamaged(this ILogger logger, string feed, string job);

    /// <summary>Logged once for each session.</summary>
    [LoggerMessage(EventId = 3012, Level = LogLevel.Warning, EventName = nameof(PossessionRefused),
        Message = "{Feed}: files stay owned by their senders, who can still change them: {Reason}, job {Job}. Check quotas and the file system of the zone.")]
    public static partial void PossessionRefused(this ILogger logger, string feed, string job, string reason);

    /// <param name="folder">The folder of its output, relative to the zone.</param>
    [LoggerMessage(EventId = 3013, Level = LogLevel.Warning, EventName = nameof(OutputGroupRefused),
        Message = "{Feed}: output of job {Job} is unreadable for the group of {Folder}. Add the service's user to it and restart the service.")]
    public static partial void OutputGroupRefused(this ILogger logger, string feed, string job, string folder);

    // targets

    /// <summary>Logged once per outage of a target; its jobs wait.</summary>
    [LoggerMessage(EventId = 3100, Level = LogLevel.Warning, EventName = nameof(TargetDown),
        Message = "{Feed}: target {Target} is down: {Reason}. Jobs wait in working/{Feed} and resume when it is reachable. Fix the cause.")]
    public static partial void TargetDown(this ILogger logger, string feed, string target, string reason);

    /// <param name="outage">The length of the outage.</param>
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, EventName = nameof(TargetUp),
        Message = "{Feed}: target {Target} is reachable again after {Outage}; its waiting jobs resume")]
    public static partial void TargetUp(this ILogger logger, string feed, string target, TimeSpan outage);

    /// <summary>Logged once for each job, when it begins to wait.</summary>
    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, EventName = nameof(JobWaits),
        Message = "{Feed}: {File} {Outcome}: waiting for target {Target}, job {Job}")]
    public static partial void JobWaits(this ILogger logger, string feed, string job, string file, string target, string outcome = "deferred");

    /// <summary>A target received the job's output.</summary>
    [LoggerMessage(EventId = 3103, Level = LogLevel.Debug, EventName = nameof(JobLoaded),
        Message = "{Feed}: {File} loaded into {Target}, job {Job}")]
    public static partial void JobLoaded(this ILogger logger, string feed, string job, string file, string target);

    /// <summary>A feed with strict order claims no more files until an operator resolves a failed job.</summary>
    [LoggerMessage(EventId = 3110, Level = LogLevel.Warning, EventName = nameof(FeedHeld),
        Message = "{Feed}: later files stay in incoming: the order is strict and job {Job} failed. Retry it with dropzone failed retry, or move its folder out "
            + "of failed/{Feed}.")]
    public static partial void FeedHeld(this ILogger logger, string feed, string job);

    // recovery

    /// <param name="state">The state found in its folder: claimed, sealed, loaded or failing.</param>
    [LoggerMessage(EventId = 4000, Level = LogLevel.Information, EventName = nameof(JobRecovered),
        Message = "{Feed}: job {Job} was left {State} by an earlier run and is resumed")]
    public static partial void JobRecovered(this ILogger logger, string feed, string job, string state);

    /// <param name="number">1 for the first counted attempt; the third fails with poison.</param>
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, EventName = nameof(JobAttempt),
        Message = "{Feed}: job {Job} was running when the service crashed and is tried alone, attempt {Number}. After attempt 2 it fails with poison. If the "
            + "service was killed for lack of memory, give it more.")]
    public static partial void JobAttempt(this ILogger logger, string feed, string job, int number);

    /// <param name="heartbeat">The last heartbeat before the machine went down, UTC.</param>
    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, EventName = nameof(UncleanBoot),
        Message = "The machine went down without stopping the service; last heartbeat {Heartbeat:yyyy-MM-dd HH:mm:ss} UTC. Files written in the minute before "
            + "that fail with upload-unconfirmed. Have their senders send them again.")]
    public static partial void UncleanBoot(this ILogger logger, DateTimeOffset heartbeat);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, EventName = nameof(JobLeftAlone),
        Message = "{Feed}: the folder of job {Job} contains no delivery and cannot be removed: {Reason}. Inspect and remove it.")]
    public static partial void JobLeftAlone(this ILogger logger, string feed, string job, string reason);

    /// <summary>The other feeds start.</summary>
    [LoggerMessage(EventId = 4004, Level = LogLevel.Error, EventName = nameof(JobsNotListed),
        Message = "{Feed}: jobs that an earlier run left in working/{Feed} cannot be listed: {Reason}. Give the service's user the rights to read it.")]
    public static partial void JobsNotListed(this ILogger logger, string feed, string reason);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, EventName = nameof(SecondNamesNotRemoved),
        Message = "Files that a power cut may have left under two names cannot be checked: {Reason}. Correct the cause and restart the service.")]
    public static partial void SecondNamesNotRemoved(this ILogger logger, string reason);

    /// <param name="folder">The folder that had the old name: incoming, failed or archive.</param>
    [LoggerMessage(EventId = 4006, Level = LogLevel.Information, EventName = nameof(SecondNameRemoved),
        Message = "{Feed}: a power cut had left a file of job {Job} under its old name in {Folder}/, too; the old name is removed")]
    public static partial void SecondNameRemoved(this ILogger logger, string feed, string job, string folder);

    // the ledger

    /// <param name="aside">The new path of the damaged file, relative to the zone.</param>
    [LoggerMessage(EventId = 5000, Level = LogLevel.Warning, EventName = nameof(LedgerDamaged),
        Message = "Ledger is damaged: {Reason}. It was moved to {Aside} and is rebuilt from the archive. Check the disk, then remove that file.")]
    public static partial void LedgerDamaged(this ILogger logger, string reason, string aside);

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, EventName = nameof(LedgerRebuilt),
        Message = "Ledger rebuilt from the archive in {Seconds:0.000} s: {Jobs} jobs, {Keys} record keys, {OutOfReach} not indexed")]
    public static partial void LedgerRebuilt(this ILogger logger, long jobs, long keys, double seconds, long outOfReach);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, EventName = nameof(LedgerOutOfReach),
        Message = "{Feed}: archived job {Job} cannot be indexed: {Reason}. Duplicates of it will not be detected.")]
    public static partial void LedgerOutOfReach(this ILogger logger, string feed, string job, string reason);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, EventName = nameof(LedgerReplayed),
        Message = "Ledger completed with {Jobs} jobs that were archived just before the machine went down")]
    public static partial void LedgerReplayed(this ILogger logger, long jobs);

    // notifications

    [LoggerMessage(EventId = 6000, Level = LogLevel.Information, EventName = nameof(NotificationSent),
        Message = "Notifier {Notifier}: sent to {Place}: {Subject}")]
    public static partial void NotificationSent(this ILogger logger, string notifier, string place, string subject);

    /// <summary>Logged once per outage of a notifier; its notifications are kept.</summary>
    [LoggerMessage(EventId = 6001, Level = LogLevel.Warning, EventName = nameof(NotifierDown),
        Message = "Notifier {Notifier}: cannot notify {Place}: {Reason}. Notifications are queued in state/notify/{Notifier} and retried. Fix the cause.")]
    public static partial void NotifierDown(this ILogger logger, string notifier, string place, string reason);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, EventName = nameof(NotifierUp),
        Message = "Notifier {Notifier}: {Place} is reachable again; sending queued notifications")]
    public static partial void NotifierUp(this ILogger logger, string notifier, string place);

    /// <summary>A message that is rejected permanently does not block the others.</summary>
    [LoggerMessage(EventId = 6003, Level = LogLevel.Error, EventName = nameof(NotificationRefused),
        Message = "Notifier {Notifier}: {Place} rejected a message, which is discarded: {Reason}. Message: {Subject}")]
    public static partial void NotificationRefused(this ILogger logger, string notifier, string place, string reason, string subject);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Warning, EventName = nameof(NotificationsGivenUp),
        Message = "Notifier {Notifier}: {Count} notifications to {Place} were not delivered within give-up ({GiveUp}) and are discarded. Check failed/.")]
    public static partial void NotificationsGivenUp(this ILogger logger, string notifier, string place, int count, TimeSpan giveUp);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Warning, EventName = nameof(NotifierUnknown),
        Message = "{Count} notifications are queued for notifier {Notifier}, which is no longer configured. Configure it again, or remove "
            + "state/notify/{Notifier}.")]
    public static partial void NotifierUnknown(this ILogger logger, string notifier, int count);

    /// <summary>The job itself continues; the journal has its events.</summary>
    [LoggerMessage(EventId = 6006, Level = LogLevel.Warning, EventName = nameof(NotificationNotQueued),
        Message = "Notifier {Notifier}: a notification could not be queued and will not be sent: {Reason}. Check the disk of the zone. Message: {Subject}")]
    public static partial void NotificationNotQueued(this ILogger logger, string notifier, string subject, string reason);

    [LoggerMessage(EventId = 6007, Level = LogLevel.Warning, EventName = nameof(NotificationsOverflow),
        Message = "Notifier {Notifier}: {Most} notifications are queued; further ones are discarded. Fix what prevents their delivery.")]
    public static partial void NotificationsOverflow(this ILogger logger, string notifier, int most);

    [LoggerMessage(EventId = 6008, Level = LogLevel.Debug, EventName = nameof(ReplyWritten),
        Message = "Notifier {Notifier}: reply written to {Place}: {Subject}")]
    public static partial void ReplyWritten(this ILogger logger, string notifier, string place, string subject);

    // metrics

    [LoggerMessage(EventId = 7000, Level = LogLevel.Information, EventName = nameof(MetricsServed),
        Message = "Metrics: http://127.0.0.1:{Port}/metrics and /healthz")]
    public static partial void MetricsServed(this ILogger logger, int port);

    [LoggerMessage(EventId = 7001, Level = LogLevel.Warning, EventName = nameof(MetricsNotServed),
        Message = "Metrics: cannot listen on port {Port} of 127.0.0.1: {Reason}. Deliveries continue; listening is retried.")]
    public static partial void MetricsNotServed(this ILogger logger, int port, string reason);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning, EventName = nameof(MetricsNotWritten),
        Message = "Metrics: cannot write {Path}: {Reason}. Deliveries continue; writing is retried.")]
    public static partial void MetricsNotWritten(this ILogger logger, string path, string reason);

    // faults

    [LoggerMessage(EventId = 9000, Level = LogLevel.Error, EventName = nameof(InternalFault),
        Message = "Internal fault while {Doing}. No delivery is lost. Please report this fault with its stack trace.")]
    public static partial void InternalFault(this ILogger logger, Exception exception, string doing);
}
