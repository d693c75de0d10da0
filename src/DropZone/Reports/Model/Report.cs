using DropZone.Errors;
using DropZone.Reports.Json;
using DropZone.Reports.Pages;
using DropZone.Reports.Text;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Model;

/// <summary>Why a job failed, for people (<see cref="ReportText"/>, <see cref="ReportPage"/>) and machines (<see cref="ReportJson"/>).</summary>
public sealed record Report
{
    /// <summary>The number of the format of report.json that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Job { get; init; }

    /// <summary>Null: no feed claimed the file.</summary>
    public required string? Feed { get; init; }

    public required DeliveryFacts File { get; init; }

    /// <summary>When the delivery was claimed, UTC.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When the job failed, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>Where it failed.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The errors kept; an error of the job as a whole has row 0.</summary>
    public required IReadOnlyList<TableError> Errors { get; init; }

    /// <summary>The true number of errors of each code.</summary>
    public required IReadOnlyDictionary<ErrorCode, long> Counts { get; init; }

    /// <summary>The row of the first error of each code; report.json does not hold them.</summary>
    public IReadOnlyList<RowExcerpt> Excerpts { get; init; } = [];

    /// <summary>Null: the header has no fault; report.json does not hold it.</summary>
    public HeaderExcerpt? Header { get; init; }

    public required RowCounts Rows { get; init; }

    /// <summary>Where the good rows of a split went, relative to the zone; null: nothing was delivered.</summary>
    public string? DeliveredTo { get; init; }

    /// <summary>The end of what a command of the feed wrote to standard error, as it came; null: no command failed.</summary>
    public string? CommandSaid { get; init; }

    /// <summary>What happened, in one sentence; <see cref="ReportSummary"/> makes one.</summary>
    public required string Summary { get; init; }

    /// <summary>What to do next, one step each; <see cref="ReportAdvice"/> makes them.</summary>
    public required IReadOnlyList<string> Advice { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The same without anything that stood in a cell: places, codes and counts.</summary>
    public Report WithoutValues() => this with { Errors = [.. Errors.Select(error => error with { Value = null })], Excerpts = [], CommandSaid = null };
}
