using System.Text.RegularExpressions;
using DropZone.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

/// <summary>
/// The ids, names and fields of events, which searches, alerts and programs that read the log files depend on. The wording of a message may change;
/// an id keeps its meaning, and a field is added, never renamed or removed.
/// </summary>
public sealed partial class EventFieldsTests
{
    [Fact]
    public void Every_event_keeps_its_id_name_level_and_fields() =>
        string.Join('\n', EventList.All.Select(message =>
            string.Join(' ', [$"{message.EventId} {message.EventName} {message.Level}:", .. Placeholder().Matches(message.Message).Select(found => found.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)])))
            .ShouldBe(Expected);

    [Fact]
    public void The_journal_keeps_its_fields() =>
        JournalFields.OfProperty.Select(field => $"{field.Key} {field.Value}").Concat([JournalFields.Event, JournalFields.Dropped, JournalFields.Exception]).Order(StringComparer.Ordinal).ShouldBe(
        [
            "Code DROPZONE_CODE", "DROPZONE_DROPPED", "DROPZONE_EVENT", "EXCEPTION", "Feed DROPZONE_FEED", "File DROPZONE_FILE", "Job DROPZONE_JOB",
            "Outcome DROPZONE_OUTCOME", "Target DROPZONE_TARGET",
        ]);

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\}")]
    private static partial Regex Placeholder();

    private const string Expected = """
        1000 ServiceStarting Information: Version Zone
        1001 ServiceReady Information: Recovered Seconds Waiting
        1002 ServiceStopping Information:
        1003 ServiceStopped Information: Done Failed
        1004 ZoneCreated Information: Zone
        1005 ZoneOnUnsafeFileSystem Warning: Type Zone
        1006 FaultSeamArmed Warning: Seam
        1007 ConfigurationRefused Error: Complaint
        1008 ZoneHeld Error: Holder Zone
        1009 ZoneUnusable Error: Reason Zone
        1010 HeartbeatFailed Warning: Reason
        1011 ConfigurationWarning Warning: Complaint
        1012 ConfigurationReloaded Information: Feeds Seconds TakenUp Waiting
        1013 ReloadRefused Error: Folder
        1014 ServiceStuck Error: Complaint
        1015 StatusUnavailable Warning: Reason
        2000 WatcherStarted Information: Folder
        2001 WatcherFailed Warning: Folder Reason
        2002 WatcherRestored Information: Folder
        2003 WatcherMissedFiles Information: Count Folder
        2004 FolderMissing Error: Folder Reason
        2005 FolderBack Information: Folder
        2006 DeliverySeen Debug: File Folder
        2007 DeliveryWaiting Debug: File Folder Reason
        2008 HardLinkIgnored Warning: File Folder Links
        2009 EntryIgnored Information: File Folder Kind
        2010 LeaseUnavailable Warning: Folder Reason
        2011 UnknownFeedFolder Warning: Folder
        2012 DiskNearlyFull Warning: FreeBytes MinimumBytes
        2013 DiskHasRoom Information: FreeBytes
        2014 ClaimRefused Warning: File Folder Reason Remedy
        2015 ClaimsPaused Error: Reason
        2016 ClaimsResumed Information:
        2017 UnknownFoldersIgnored Warning: Count Folder
        2100 FeedOverdue Warning: By Came Expected Feed Outcome
        2101 FeedArrived Information: By Came Feed
        2102 ExpectationNotKnown Warning: Feed Reason
        2110 FeedDown Error: Feed Problem
        2111 FeedUp Information: Feed Outage
        3000 JobClaimed Information: Feed File Job Size
        3001 JobChanged Warning: Feed File Job
        3002 JobSealed Debug: Feed File Job
        3003 JobArchived Information: Feed File Job Milliseconds Outcome Output RowsDeduplicated RowsFiltered RowsIn RowsOut
        3004 JobFailed Warning: Bundle Code Errors Feed File Job Outcome
        3005 JobDeferred Warning: Delay Feed File Job Outcome Reason
        3006 JobSplit Warning: Bundle Feed File Job Milliseconds Outcome Output RowsDeduplicated RowsFiltered RowsIn RowsOut RowsRejected
        3007 JobRetried Information: Feed File Job State
        3008 RetryRefused Warning: Feed Job Reason
        3009 ReceiptDamaged Warning: Feed Job
        3010 ProgramEnded Information: End Feed Job Milliseconds Program
        3011 RetriesNotFound Warning: Reason
        3012 PossessionRefused Warning: Feed Job Reason
        3013 OutputGroupRefused Warning: Feed Folder Job
        3020 JobSkipped Information: Earlier EarlierFile Feed File Job Outcome Time
        3100 TargetDown Warning: Feed Reason Target
        3101 TargetUp Information: Feed Outage Target
        3102 JobWaits Information: Feed File Job Outcome Target
        3103 JobLoaded Debug: Feed File Job Target
        3110 FeedHeld Warning: Feed Job
        4000 JobRecovered Information: Feed Job State
        4001 JobAttempt Warning: Feed Job Number
        4002 UncleanBoot Warning: Heartbeat
        4003 JobLeftAlone Warning: Feed Job Reason
        4004 JobsNotListed Error: Feed Reason
        4005 SecondNamesNotRemoved Warning: Reason
        4006 SecondNameRemoved Information: Feed Folder Job
        5000 LedgerDamaged Warning: Aside Reason
        5001 LedgerRebuilt Information: Jobs Keys OutOfReach Seconds
        5002 LedgerOutOfReach Warning: Feed Job Reason
        5003 LedgerReplayed Information: Jobs
        6000 NotificationSent Information: Notifier Place Subject
        6001 NotifierDown Warning: Notifier Place Reason
        6002 NotifierUp Information: Notifier Place
        6003 NotificationRefused Error: Notifier Place Reason Subject
        6004 NotificationsGivenUp Warning: Count GiveUp Notifier Place
        6005 NotifierUnknown Warning: Count Notifier
        6006 NotificationNotQueued Warning: Notifier Reason Subject
        6007 NotificationsOverflow Warning: Most Notifier
        6008 ReplyWritten Debug: Notifier Place Subject
        7000 MetricsServed Information: Port
        7001 MetricsNotServed Warning: Port Reason
        7002 MetricsNotWritten Warning: Path Reason
        9000 InternalFault Error: Doing
        """;
}
