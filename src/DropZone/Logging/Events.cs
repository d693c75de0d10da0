using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>
/// The list of events: whatever the service says, it says by one of these methods.
/// Ids are for ever, an id is never given to another event: 1000 service, 2000 intake, 3000 jobs, 4000 recovery, 5000 ledger, 6000 notifications, 7000 metrics, 9000 faults.
/// A message holds no cell value; a file's name comes already made safe to show; warnings and errors say what to do.
/// <c>docs/operator/operating.md</c> lists them all, <c>systemd/dropzone.catalog</c> explains the warnings and errors.
/// </summary>
/// <remarks>
/// Parameters named feed, job, file, outcome, code and target become fields of the journal (<see cref="JournalFields"/>).
/// Those that have a default are not for callers: they put the outcome where it can be searched for.
/// It is one declaration in one file: the generator writes several in an order that differs from build to build.
/// </remarks>
public static partial class Events
{
    // the service

    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, EventName = nameof(ServiceStarting),
        Message = "DropZone {Version} is starting on the zone {Zone}")]
    public static partial void ServiceStarting(this ILogger logger, string version, string zone);

    /// <param name="waiting">Deliveries that lie in the incoming folders.</param>
    /// <param name="recovered">Jobs that an earlier run left unfinished.</param>
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, EventName = nameof(ServiceReady),
        Message = "ready after {Seconds:0.000} s: {Waiting} deliveries waiting, {Recovered} jobs taken up again")]
    public static partial void ServiceReady(this ILogger logger, double seconds, int waiting, int recovered);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, EventName = nameof(ServiceStopping),
        Message = "stopping: no new deliveries are claimed, running jobs end or go back to where they began")]
    public static partial void ServiceStopping(this ILogger logger);

    /// <param name="done">Jobs archived by this run.</param>
    /// <param name="failed">Jobs failed in this run.</param>
    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, EventName = nameof(ServiceStopped),
        Message = "stopped; archived since the start: {Done}, failed: {Failed}")]
    public static partial void ServiceStopped(this ILogger logger, long done, long failed);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, EventName = nameof(ZoneCreated),
        Message = "made a new zone in {Zone}")]
    public static partial void ZoneCreated(this ILogger logger, string zone);

    /// <param name="type">The file system's type, as <c>/proc/self/mountinfo</c> names it.</param>
    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, EventName = nameof(ZoneOnUnsafeFileSystem),
        Message = "the zone {Zone} lies on {Type}, for which nothing is promised after a power cut; "
            + "move it to a local ext4, xfs or btrfs")]
    public static partial void ZoneOnUnsafeFileSystem(this ILogger logger, string zone, string type);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, EventName = nameof(FaultSeamArmed),
        Message = "the test fault {Seam} is armed: this process will break on purpose; "
            + "unset it in the environment unless this is a test")]
    public static partial void FaultSeamArmed(this ILogger logger, string seam);

    /// <summary>Once for each complaint.</summary>
    [LoggerMessage(EventId = 1007, Level = LogLevel.Error, EventName = nameof(ConfigurationRefused),
        Message = "the configuration is refused: {Complaint}")]
    public static partial void ConfigurationRefused(this ILogger logger, string complaint);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Error, EventName = nameof(ZoneHeld),
        Message = "the zone {Zone} is held by another instance, process {Holder}; "
            + "stop that one, or give this one a zone of its own")]
    public static partial void ZoneHeld(this ILogger logger, string zone, string holder);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Error, EventName = nameof(ZoneUnusable),
        Message = "the zone {Zone} cannot be used: {Reason}; put that right and start again")]
    public static partial void ZoneUnusable(this ILogger logger, string zone, string reason);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, EventName = nameof(HeartbeatFailed),
        Message = "the heartbeat in state/boot.json cannot be written: {Reason}; it is tried again every 15 s; look at the disk of the zone")]
    public static partial void HeartbeatFailed(this ILogger logger, string reason);

    /// <summary>Something in the configuration is not wrong, but should not be.</summary>
    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, EventName = nameof(ConfigurationWarning), Message = "{Complaint}")]
    public static partial void ConfigurationWarning(this ILogger logger, string complaint);

    /// <param name="feeds">Their names.</param>
    /// <param name="waiting">Deliveries that lie in the incoming folders.</param>
    /// <param name="takenUp">Jobs that were stopped for it.</param>
    [LoggerMessage(EventId = 1012, Level = LogLevel.Information, EventName = nameof(ConfigurationReloaded),
        Message = "the new configuration is in force after {Seconds:0.000} s; feeds: {Feeds}; {Waiting} deliveries waiting, {TakenUp} jobs taken up again")]
    public static partial void ConfigurationReloaded(this ILogger logger, string feeds, double seconds, int waiting, int takenUp);

    /// <summary>After its complaints.</summary>
    [LoggerMessage(EventId = 1013, Level = LogLevel.Error, EventName = nameof(ReloadRefused),
        Message = "the configuration in {Folder} was not taken over, the one before it stays in force; mend what is said above and reload again")]
    public static partial void ReloadRefused(this ILogger logger, string folder);

    /// <summary>Only where systemd waits for signs of life.</summary>
    [LoggerMessage(EventId = 1014, Level = LogLevel.Error, EventName = nameof(ServiceStuck),
        Message = "the service is stuck: {Complaint}; systemd gets no sign of life until that changes, and will start the service again; look at the disk of the zone")]
    public static partial void ServiceStuck(this ILogger logger, string complaint);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Warning, EventName = nameof(StatusUnavailable),
        Message = "dropzone status cannot ask this service: {Reason}; it reads the zone instead, as far as its user may")]
    public static partial void StatusUnavailable(this ILogger logger, string reason);

    // intake

    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, EventName = nameof(WatcherStarted),
        Message = "watching {Folder}")]
    public static partial void WatcherStarted(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, EventName = nameof(WatcherFailed),
        Message = "the watcher of {Folder} failed: {Reason}; the rescan finds deliveries meanwhile, and a new watcher is being made; "
            + "if this goes on, see the limits in /proc/sys/fs/inotify")]
    public static partial void WatcherFailed(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, EventName = nameof(WatcherRestored),
        Message = "watching {Folder} again")]
    public static partial void WatcherRestored(this ILogger logger, string folder);

    /// <summary>A rescan found names that the watcher should have told of.</summary>
    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, EventName = nameof(WatcherMissedFiles),
        Message = "the rescan found {Count} deliveries in {Folder} that the watcher had not told of")]
    public static partial void WatcherMissedFiles(this ILogger logger, string folder, int count);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, EventName = nameof(FolderMissing),
        Message = "{Folder} is gone ({Reason}): nothing can be delivered there; make it again, mount it, or look at its disk")]
    public static partial void FolderMissing(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Information, EventName = nameof(FolderBack),
        Message = "{Folder} is back")]
    public static partial void FolderBack(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Debug, EventName = nameof(DeliverySeen),
        Message = "{Folder}/{File} seen")]
    public static partial void DeliverySeen(this ILogger logger, string folder, string file);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Debug, EventName = nameof(DeliveryWaiting),
        Message = "{Folder}/{File} is not taken yet: {Reason}")]
    public static partial void DeliveryWaiting(this ILogger logger, string folder, string file, string reason);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning, EventName = nameof(HardLinkIgnored),
        Message = "{Folder}/{File} has {Links} hard links and is not taken, as it could be changed by its other names; "
            + "let the sender copy or rename it instead, or remove the other links")]
    public static partial void HardLinkIgnored(this ILogger logger, string folder, string file, long links);

    /// <summary>Once for each entry.</summary>
    /// <param name="kind">What it is: folder, symbolic link, FIFO, socket, device.</param>
    [LoggerMessage(EventId = 2009, Level = LogLevel.Information, EventName = nameof(EntryIgnored),
        Message = "{Folder}/{File} is a {Kind}, not a regular file, and is left alone")]
    public static partial void EntryIgnored(this ILogger logger, string folder, string file, string kind);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, EventName = nameof(LeaseUnavailable),
        Message = "leases do not work in {Folder}: {Reason}; a delivery is taken only when two looks some time apart find it the same; "
            + "a local file system, or CAP_LEASE for the service, makes it quick and sure")]
    public static partial void LeaseUnavailable(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, EventName = nameof(UnknownFeedFolder),
        Message = "no feed belongs to {Folder}; what is dropped there fails as no-feed: configure the feed or remove the folder")]
    public static partial void UnknownFeedFolder(this ILogger logger, string folder);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, EventName = nameof(DiskNearlyFull),
        Message = "the disk of the zone is nearly full, {FreeBytes} bytes free, below the {MinimumBytes} of min-free: "
            + "nothing more is claimed until there is room; free some space")]
    public static partial void DiskNearlyFull(this ILogger logger, long freeBytes, long minimumBytes);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Information, EventName = nameof(DiskHasRoom),
        Message = "the disk of the zone has room again, {FreeBytes} bytes free: claiming goes on")]
    public static partial void DiskHasRoom(this ILogger logger, long freeBytes);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Warning, EventName = nameof(ClaimRefused),
        Message = "{Folder}/{File} cannot be taken: {Reason}; it and others of the folder that meet the same stay where they are and are tried again; {Remedy}")]
    public static partial void ClaimRefused(this ILogger logger, string folder, string file, string reason, string remedy);

    [LoggerMessage(EventId = 2015, Level = LogLevel.Error, EventName = nameof(ClaimsPaused),
        Message = "nothing can be claimed: {Reason}; deliveries stay in incoming and are tried again, at least once a minute; look at the disk of the zone")]
    public static partial void ClaimsPaused(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2016, Level = LogLevel.Information, EventName = nameof(ClaimsResumed),
        Message = "claiming works again")]
    public static partial void ClaimsResumed(this ILogger logger);

    /// <summary>Said once for each deadline.</summary>
    [LoggerMessage(EventId = 2100, Level = LogLevel.Warning, EventName = nameof(FeedOverdue),
        Message = "{Feed}: {Outcome}: {Came} of {Expected} files came by {By}; ask their sender")]
    public static partial void FeedOverdue(this ILogger logger, string feed, int came, int expected, string by, string outcome = "overdue");

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, EventName = nameof(FeedArrived),
        Message = "{Feed}: what was expected by {By} has come: {Came} files")]
    public static partial void FeedArrived(this ILogger logger, string feed, int came, string by);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, EventName = nameof(ExpectationNotKnown),
        Message = "{Feed}: whether its files have come cannot be found out: {Reason}; look at the disk of the zone")]
    public static partial void ExpectationNotKnown(this ILogger logger, string feed, string reason);

    // jobs

    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, EventName = nameof(JobClaimed),
        Message = "{Feed}: {File} claimed, {Size} bytes, job {Job}")]
    public static partial void JobClaimed(this ILogger logger, string feed, string job, string file, long size);

    /// <summary>The file changed while it was processed; what was made of it is thrown away and it is done again.</summary>
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, EventName = nameof(JobChanged),
        Message = "{Feed}: {File} changed after it was taken and is done again, job {Job}; "
            + "let the sender write under a name ending in .part and rename it, or lengthen the feed's settle")]
    public static partial void JobChanged(this ILogger logger, string feed, string job, string file);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Debug, EventName = nameof(JobSealed),
        Message = "{Feed}: {File} sealed, job {Job}")]
    public static partial void JobSealed(this ILogger logger, string feed, string job, string file);

    /// <param name="output">Where the output lies, relative to the zone.</param>
    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, EventName = nameof(JobArchived),
        Message = "{Feed}: {File} {Outcome}: {RowsIn} rows in, {RowsOut} out, {RowsFiltered} filtered, {RowsDeduplicated} deduplicated, {Milliseconds} ms, output {Output}, job {Job}")]
    public static partial void JobArchived(
        this ILogger logger, string feed, string job, string file, long rowsIn, long rowsOut, long rowsFiltered, long rowsDeduplicated, long milliseconds,
        string output,
        string outcome = "archived");

    /// <param name="code">The name of the first error code.</param>
    /// <param name="errors">How many errors there are.</param>
    /// <param name="bundle">Where report.txt and the original lie, relative to the zone.</param>
    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, EventName = nameof(JobFailed),
        Message = "{Feed}: {File} {Outcome}: {Code} (errors: {Errors}); read {Bundle}/report.txt, which says what to do, job {Job}")]
    public static partial void JobFailed(
        this ILogger logger, string feed, string job, string file, string code, long errors, string bundle,
        string outcome = "failed");

    /// <summary>Something stands in the job's way that can pass.</summary>
    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, EventName = nameof(JobDeferred),
        Message = "{Feed}: {File} {Outcome}: {Reason}; tried again in {Delay}, put the cause right meanwhile, job {Job}")]
    public static partial void JobDeferred(
        this ILogger logger, string feed, string job, string file, string reason, TimeSpan delay, string outcome = "deferred");

    /// <param name="output">Where the good rows lie, relative to the zone.</param>
    /// <param name="bundle">Where rejects.csv and report.txt lie, relative to the zone.</param>
    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, EventName = nameof(JobSplit),
        Message = "{Feed}: {File} {Outcome}: {RowsIn} rows in, {RowsOut} out, {RowsFiltered} filtered, {RowsDeduplicated} deduplicated, {RowsRejected} rejected, {Milliseconds} ms, output {Output}; "
            + "read {Bundle}/report.txt, mend rejects.csv beside it and retry the job, job {Job}")]
    public static partial void JobSplit(
        this ILogger logger, string feed, string job, string file, long rowsIn, long rowsOut, long rowsFiltered, long rowsDeduplicated, long rowsRejected,
        long milliseconds, string output, string bundle, string outcome = "split");

    /// <summary>An operator asked for a failed job once more.</summary>
    /// <param name="state">Where it begins: claimed, sealed, delivered.</param>
    [LoggerMessage(EventId = 3007, Level = LogLevel.Information, EventName = nameof(JobRetried),
        Message = "{Feed}: {File} is tried again as asked, {State}, job {Job}")]
    public static partial void JobRetried(this ILogger logger, string feed, string job, string file, string state);

    [LoggerMessage(EventId = 3008, Level = LogLevel.Warning, EventName = nameof(RetryRefused),
        Message = "{Feed}: job {Job} cannot be tried again: {Reason}; it waits in working/.retry, put the cause right")]
    public static partial void RetryRefused(this ILogger logger, string feed, string job, string reason);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Warning, EventName = nameof(RetriesNotFound),
        Message = "failed jobs to be tried again cannot be looked for: {Reason}; it is tried every second; look at the disk of the zone")]
    public static partial void RetriesNotFound(this ILogger logger, string reason);

    /// <summary>A command of a feed came to its end.</summary>
    /// <param name="program">As it is configured.</param>
    /// <param name="end">How it ended: <c>ended with exit code 0</c>.</param>
    [LoggerMessage(EventId = 3010, Level = LogLevel.Information, EventName = nameof(ProgramEnded),
        Message = "{Feed}: {Program} {End} after {Milliseconds} ms, job {Job}")]
    public static partial void ProgramEnded(this ILogger logger, string feed, string job, string program, string end, long milliseconds);

    /// <param name="earlier">The job that delivered the same content.</param>
    /// <param name="earlierFile">What it was called then.</param>
    [LoggerMessage(EventId = 3020, Level = LogLevel.Information, EventName = nameof(JobSkipped),
        Message = "{Feed}: {File} {Outcome}: the same content came as {EarlierFile} on {Time:yyyy-MM-dd HH:mm:ss}Z, job {Earlier}; archived, not delivered again, job {Job}")]
    public static partial void JobSkipped(
        this ILogger logger, string feed, string job, string file, string earlier, string earlierFile, DateTime time, string outcome = "skipped");

    /// <summary>The receipt of a sealed job cannot be read, but nothing has left it: it is validated once more.</summary>
    [LoggerMessage(EventId = 3009, Level = LogLevel.Warning, EventName = nameof(ReceiptDamaged),
        Message = "{Feed}: the receipt of job {Job} is damaged; nothing was delivered yet, so it is made again from the start: look at the disk")]
    public static partial void ReceiptDamaged(this ILogger logger, string feed, string job);

    // targets

    /// <summary>Said once, when a target is found to be down; its jobs wait.</summary>
    [LoggerMessage(EventId = 3100, Level = LogLevel.Warning, EventName = nameof(TargetDown),
        Message = "{Feed}: target {Target} is down: {Reason}; jobs wait in working/{Feed} and go on when it answers, put the cause right")]
    public static partial void TargetDown(this ILogger logger, string feed, string target, string reason);

    /// <param name="outage">How long nobody got an answer.</param>
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, EventName = nameof(TargetUp),
        Message = "{Feed}: target {Target} answers again after {Outage}; the jobs that wait for it go on")]
    public static partial void TargetUp(this ILogger logger, string feed, string target, TimeSpan outage);

    /// <summary>Said once for each job, when it begins to wait.</summary>
    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, EventName = nameof(JobWaits),
        Message = "{Feed}: {File} {Outcome}: it waits for target {Target}, job {Job}")]
    public static partial void JobWaits(this ILogger logger, string feed, string job, string file, string target, string outcome = "deferred");

    /// <summary>A target has the job's output.</summary>
    [LoggerMessage(EventId = 3103, Level = LogLevel.Debug, EventName = nameof(JobLoaded),
        Message = "{Feed}: {File} loaded into {Target}, job {Job}")]
    public static partial void JobLoaded(this ILogger logger, string feed, string job, string file, string target);

    /// <summary>A feed of strict order takes nothing more before somebody has looked after a job that failed.</summary>
    [LoggerMessage(EventId = 3110, Level = LogLevel.Warning, EventName = nameof(FeedHeld),
        Message = "{Feed}: later files wait in incoming, as their order is strict and job {Job} failed: retry it with dropzone failed retry, or take its folder out of failed/{Feed}")]
    public static partial void FeedHeld(this ILogger logger, string feed, string job);

    // recovery

    /// <param name="state">What its folder showed: claimed, sealed, loaded, failing.</param>
    [LoggerMessage(EventId = 4000, Level = LogLevel.Information, EventName = nameof(JobRecovered),
        Message = "{Feed}: job {Job} was left {State} by an earlier run and is taken up again")]
    public static partial void JobRecovered(this ILogger logger, string feed, string job, string state);

    /// <param name="number">1 for the first attempt that is counted; the third fails as poison.</param>
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, EventName = nameof(JobAttempt),
        Message = "{Feed}: job {Job} was running when the service broke off and is tried alone, attempt {Number}; "
            + "after the second it fails as poison: if the service was killed for memory, give it more")]
    public static partial void JobAttempt(this ILogger logger, string feed, string job, int number);

    /// <param name="heartbeat">The last sign of life before the machine went down, UTC.</param>
    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, EventName = nameof(UncleanBoot),
        Message = "the machine went down without stopping the service, last sign of life {Heartbeat:yyyy-MM-dd HH:mm:ss} UTC; "
            + "deliveries touched in the last minute before fail as upload-unconfirmed: ask their senders to send them again")]
    public static partial void UncleanBoot(this ILogger logger, DateTimeOffset heartbeat);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, EventName = nameof(JobLeftAlone),
        Message = "{Feed}: the folder of job {Job} holds no delivery and cannot be removed: {Reason}; look into it and remove it")]
    public static partial void JobLeftAlone(this ILogger logger, string feed, string job, string reason);

    // the ledger

    /// <param name="aside">Where the damaged file lies now, relative to the zone.</param>
    [LoggerMessage(EventId = 5000, Level = LogLevel.Warning, EventName = nameof(LedgerDamaged),
        Message = "the ledger is damaged: {Reason}; it was set aside as {Aside} and is made anew from the archive: look at the disk, then remove that file")]
    public static partial void LedgerDamaged(this ILogger logger, string reason, string aside);

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, EventName = nameof(LedgerRebuilt),
        Message = "the ledger was made anew from the archive in {Seconds:0.000} s: {Jobs} jobs, {Keys} record keys, {OutOfReach} out of reach")]
    public static partial void LedgerRebuilt(this ILogger logger, long jobs, long keys, double seconds, long outOfReach);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, EventName = nameof(LedgerOutOfReach),
        Message = "{Feed}: the archived job {Job} is out of the ledger's reach: {Reason}; what it held may be delivered again if it is sent again")]
    public static partial void LedgerOutOfReach(this ILogger logger, string feed, string job, string reason);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, EventName = nameof(LedgerReplayed),
        Message = "the ledger lacked {Jobs} jobs that were archived just before the machine went down, and has them again")]
    public static partial void LedgerReplayed(this ILogger logger, long jobs);

    // notifications

    [LoggerMessage(EventId = 6000, Level = LogLevel.Information, EventName = nameof(NotificationSent),
        Message = "notifier {Notifier}: told {Place}: {Subject}")]
    public static partial void NotificationSent(this ILogger logger, string notifier, string place, string subject);

    /// <summary>Said once, when a notifier cannot be told; nothing is lost meanwhile.</summary>
    [LoggerMessage(EventId = 6001, Level = LogLevel.Warning, EventName = nameof(NotifierDown),
        Message = "notifier {Notifier}: {Place} cannot be told: {Reason}; notifications wait in state/notify/{Notifier} and are tried again, put the cause right")]
    public static partial void NotifierDown(this ILogger logger, string notifier, string place, string reason);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, EventName = nameof(NotifierUp),
        Message = "notifier {Notifier}: {Place} is told again, and what waits follows")]
    public static partial void NotifierUp(this ILogger logger, string notifier, string place);

    /// <summary>A message that will never be taken does not hold up the others.</summary>
    [LoggerMessage(EventId = 6003, Level = LogLevel.Error, EventName = nameof(NotificationRefused),
        Message = "notifier {Notifier}: {Place} does not take a message, and it is dropped: {Reason}; look yourself: {Subject}")]
    public static partial void NotificationRefused(this ILogger logger, string notifier, string place, string reason, string subject);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Warning, EventName = nameof(NotificationsGivenUp),
        Message = "notifier {Notifier}: {Place} could not be told of {Count} things within give-up ({GiveUp}), and they are dropped: look into failed")]
    public static partial void NotificationsGivenUp(this ILogger logger, string notifier, string place, int count, TimeSpan giveUp);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Warning, EventName = nameof(NotifierUnknown),
        Message = "{Count} notifications wait for the notifier {Notifier}, which is not configured any more: configure it again, or remove state/notify/{Notifier}")]
    public static partial void NotifierUnknown(this ILogger logger, string notifier, int count);

    /// <summary>The job that it is about goes on: the journal has what happened to it.</summary>
    [LoggerMessage(EventId = 6006, Level = LogLevel.Warning, EventName = nameof(NotificationNotQueued),
        Message = "notifier {Notifier} is not told of this: {Subject}; it could not be written: {Reason}; look at the disk of the zone")]
    public static partial void NotificationNotQueued(this ILogger logger, string notifier, string subject, string reason);

    [LoggerMessage(EventId = 6007, Level = LogLevel.Warning, EventName = nameof(NotificationsOverflow),
        Message = "notifier {Notifier}: {Most} notifications wait, and more are not kept: put right what keeps it from being told")]
    public static partial void NotificationsOverflow(this ILogger logger, string notifier, int most);

    [LoggerMessage(EventId = 6008, Level = LogLevel.Debug, EventName = nameof(ReplyWritten),
        Message = "notifier {Notifier}: answered in {Place}: {Subject}")]
    public static partial void ReplyWritten(this ILogger logger, string notifier, string place, string subject);

    // metrics

    [LoggerMessage(EventId = 7000, Level = LogLevel.Information, EventName = nameof(MetricsServed),
        Message = "metrics: http://127.0.0.1:{Port}/metrics and /healthz")]
    public static partial void MetricsServed(this ILogger logger, int port);

    [LoggerMessage(EventId = 7001, Level = LogLevel.Warning, EventName = nameof(MetricsNotServed),
        Message = "metrics: cannot listen on port {Port} of 127.0.0.1: {Reason}; deliveries go on, and it is tried again")]
    public static partial void MetricsNotServed(this ILogger logger, int port, string reason);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning, EventName = nameof(MetricsNotWritten),
        Message = "metrics: cannot write {Path}: {Reason}; deliveries go on, and it is tried again")]
    public static partial void MetricsNotWritten(this ILogger logger, string path, string reason);

    // faults

    [LoggerMessage(EventId = 9000, Level = LogLevel.Error, EventName = nameof(InternalFault),
        Message = "a fault in DropZone itself while {Doing}; no delivery is lost by it: please report it with this trace")]
    public static partial void InternalFault(this ILogger logger, Exception exception, string doing);
}
