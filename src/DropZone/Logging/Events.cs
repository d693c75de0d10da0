using Microsoft.Extensions.Logging;

namespace DropZone.Logging;

/// <summary>
/// The list of events: whatever the service says, it says by one of these methods.
/// Ids are for ever, an id is never given to another event: 1000 service, 2000 intake, 3000 jobs, 4000 recovery, 5000 ledger, 6000 notifications, 9000 faults.
/// A message holds no cell value; a file's name comes already made safe to show; warnings and errors say what to do.
/// <c>docs/operating.md</c> lists them all, <c>systemd/dropzone.catalog</c> explains the warnings and errors.
/// </summary>
/// <remarks>
/// Parameters named feed, job, file, outcome, code and target become fields of the journal (<see cref="JournalFields"/>).
/// Those that have a default are not for callers: they put the outcome where it can be searched for.
/// </remarks>
public static partial class Events
{
    [LoggerMessage(EventId = 9000, Level = LogLevel.Error, EventName = nameof(InternalFault),
        Message = "a fault in DropZone itself while {Doing}; no delivery is lost by it: please report it with this trace")]
    public static partial void InternalFault(this ILogger logger, Exception exception, string doing);
}
