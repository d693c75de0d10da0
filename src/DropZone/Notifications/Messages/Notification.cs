using System.Globalization;
using System.Text.Json.Serialization;
using DropZone.Errors;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Reports.Model;
using DropZone.Spool.Names;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Notifications.Messages;

/// <summary>
/// A notification for one notifier, stored in <c>state/notify/NOTIFIER/NAME</c> until it is sent. It contains cell values only if
/// the notifier includes them.
/// </summary>
public sealed record Notification
{
    /// <summary>The id, unchanged when the notification is sent again.</summary>
    public required string Id { get; init; }

    /// <summary>The time of the event, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required Occasion Occasion { get; init; }

    /// <summary>The feed; null: the notification concerns the zone.</summary>
    public string? Feed { get; init; }

    /// <summary>The job; null: the notification concerns the feed.</summary>
    public string? Job { get; init; }

    /// <summary>The delivery's name for display; null: the notification concerns the feed.</summary>
    public string? File { get; init; }

    /// <summary>The SHA-256 of the delivery in hex; null: it was not read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The event in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The most frequent of <see cref="Counts"/>.</summary>
    public ErrorCode? Code { get; init; }

    /// <summary>The true number of errors of each code.</summary>
    public IReadOnlyDictionary<ErrorCode, long> Counts { get; init; } = new Dictionary<ErrorCode, long>();

    /// <summary>The first errors.</summary>
    public IReadOnlyList<TableError> Errors { get; init; } = [];

    public RowCounts? Rows { get; init; }

    /// <summary>The quarantine folder, or the place of the output.</summary>
    public string? Place { get; init; }

    /// <summary>The quarantined jobs, oldest first, for <see cref="Occasion.Unresolved"/>.</summary>
    public IReadOnlyList<UnresolvedJob> Bundles { get; init; } = [];

    /// <summary>The next steps.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>The text of report.txt; null: there is no report.</summary>
    public string? Report { get; init; }

    /// <summary>The text of report.json; null: there is none, or the notifier does not use it.</summary>
    public string? ReportJson { get; init; }

    /// <summary>The most rights of a file with this report: those of the delivery; null: it was not read, or the notifier writes no file.</summary>
    public RightsLimit? Limit { get; init; }

    /// <summary>Returns the file name of a job's queued notification; names sort by the times of the jobs.</summary>
    public static string FileNameOf(JobName job, Occasion occasion) => job.Stamp + EndingOf(occasion);

    /// <summary>The file name of this notification.</summary>
    [JsonIgnore]
    public string FileName => Job is not null && JobName.Parse(Job) is { } job
        ? FileNameOf(job, Occasion)
        : $"{Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{(Feed is null ? "" : $"-{Feed}")}{EndingOf(Occasion)}";

    /// <summary>Returns the ending of the file names of all notifications of an occasion.</summary>
    public static string EndingOf(Occasion occasion) => $".{WordOf(occasion)}.json";

    /// <summary>The occasion as a word that scripts compare: <c>failed</c>.</summary>
    [JsonIgnore]
    public string Outcome => WordOf(Occasion);

    /// <summary>The subject of a mail, or the line in a digest.</summary>
    [JsonIgnore]
    public string Subject => Occasion == Occasion.Unresolved
        ? $"{(Feed is null ? "" : $"{Feed}: ")}{ReportSummary.Counted(Bundles.Count, "failed job")} unresolved"
        : $"{Feed}: {(File is null ? Outcome : $"{File} {Outcome}")}{(Code is { } code ? $" ({code.Name()})" : "")}";

#pragma warning disable CA1308 // a word that scripts compare, not normalization
    private static string WordOf(Occasion occasion) => occasion.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}

/// <summary>A quarantined job that is not resolved yet.</summary>
/// <param name="Feed">Its feed.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Handle">The short name that an operator types for it.</param>
/// <param name="File">The delivery's name for display.</param>
/// <param name="Since">When it failed, UTC.</param>
/// <param name="Code">Its most frequent error code; null: the report is missing.</param>
/// <param name="Count">The number of errors with that code.</param>
public sealed record UnresolvedJob(string Feed, string Job, string Handle, string File, DateTimeOffset Since, ErrorCode? Code, long Count);

/// <summary>Serializes queued notifications by source generation, because NativeAOT has no reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notification))]
public sealed partial class NotificationsJson : JsonSerializerContext;
