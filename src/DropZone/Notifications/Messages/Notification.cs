using System.Globalization;
using System.Text.Json.Serialization;
using DropZone.Errors;
using DropZone.Feeds.Notifiers;
using DropZone.Reports.Model;
using DropZone.Spool.Names;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Notifications.Messages;

/// <summary>
/// What one notifier is to be told: the file <c>state/notify/NOTIFIER/NAME</c> until it is told. It holds cell values only if
/// the notifier asks for them.
/// </summary>
public sealed record Notification
{
    /// <summary>The same however often it is told.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required Occasion Occasion { get; init; }

    /// <summary>Null: it is about the zone.</summary>
    public string? Feed { get; init; }

    /// <summary>Null: it is about the feed.</summary>
    public string? Job { get; init; }

    /// <summary>The delivery's name as shown to people; null: it is about the feed.</summary>
    public string? File { get; init; }

    /// <summary>Of the delivery, hex; null: it was not read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The most frequent of <see cref="Counts"/>.</summary>
    public ErrorCode? Code { get; init; }

    /// <summary>The true number of errors of each code.</summary>
    public IReadOnlyDictionary<ErrorCode, long> Counts { get; init; } = new Dictionary<ErrorCode, long>();

    /// <summary>The first of the errors.</summary>
    public IReadOnlyList<TableError> Errors { get; init; } = [];

    public RowCounts? Rows { get; init; }

    /// <summary>The bundle, or where the output is.</summary>
    public string? Place { get; init; }

    /// <summary>What lies in the quarantine, the oldest first: of <see cref="Occasion.Unresolved"/>.</summary>
    public IReadOnlyList<UnresolvedJob> Bundles { get; init; } = [];

    /// <summary>What to do next, one step each.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>report.txt; null: there is none.</summary>
    public string? Report { get; init; }

    /// <summary>report.json; null: there is none, or it is not asked for.</summary>
    public string? ReportJson { get; init; }

    /// <summary>What a job's notification of an occasion is called while it waits; names sort by the jobs' times.</summary>
    public static string FileNameOf(JobName job, Occasion occasion) => job.Stamp + EndingOf(occasion);

    /// <summary>The same of its own.</summary>
    [JsonIgnore]
    public string FileName => Job is not null && JobName.Parse(Job) is { } job
        ? FileNameOf(job, Occasion)
        : $"{Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{(Feed is null ? "" : $"-{Feed}")}{EndingOf(Occasion)}";

    /// <summary>What the names of all that is told of an occasion end with.</summary>
    public static string EndingOf(Occasion occasion) => $".{WordOf(occasion)}.json";

    /// <summary>In words that scripts and people read: <c>failed</c>.</summary>
    [JsonIgnore]
    public string Outcome => WordOf(Occasion);

    /// <summary>What it is about in a few words: the subject of a mail, a line of a digest.</summary>
    [JsonIgnore]
    public string Subject => Occasion == Occasion.Unresolved
        ? $"{(Feed is null ? "" : $"{Feed}: ")}{ReportSummary.Counted(Bundles.Count, "bundle")} unresolved"
        : $"{Feed}: {(File is null ? Outcome : $"{File} {Outcome}")}{(Code is { } code ? $" ({code.Name()})" : "")}";

#pragma warning disable CA1308 // a word that scripts compare, not a normal form
    private static string WordOf(Occasion occasion) => occasion.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
