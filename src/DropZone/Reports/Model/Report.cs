using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Model;

/// <summary>The report of a failed or split job, written as report.txt, report.html and report.json.</summary>
public sealed record Report
{
    /// <summary>The format number of report.json that this program writes and reads.</summary>
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

    /// <summary>The stage in which the job failed.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The recorded errors; an error of the whole file has row 0.</summary>
    public required IReadOnlyList<TableError> Errors { get; init; }

    /// <summary>The true number of errors of each code.</summary>
    public required IReadOnlyDictionary<ErrorCode, long> Counts { get; init; }

    /// <summary>The row of the first error of each code; not part of report.json.</summary>
    public IReadOnlyList<RowExcerpt> Excerpts { get; init; } = [];

    /// <summary>The header, if it has errors; not part of report.json.</summary>
    public HeaderExcerpt? Header { get; init; }

    public required RowCounts Rows { get; init; }

    /// <summary>The places of the good rows of a split, relative to the zone; null: nothing was delivered.</summary>
    public string? DeliveredTo { get; init; }

    /// <summary>The end of a failed command's standard error, unchanged; null: no command failed.</summary>
    public string? CommandSaid { get; init; }

    /// <summary>The result in one sentence, composed by <see cref="ReportSummary"/>.</summary>
    public required string Summary { get; init; }

    /// <summary>The next steps, composed by <see cref="ReportAdvice"/>.</summary>
    public required IReadOnlyList<string> Advice { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Returns the report without cell values: only places, codes and counts.</summary>
    public Report WithoutValues() => this with { Errors = [.. Errors.Select(error => error with { Value = null })], Excerpts = [], CommandSaid = null };
}

/// <summary>The facts of the delivered file in a report.</summary>
/// <param name="Name">Its name, for display.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hex; null if the file was not read to its end.</param>
/// <param name="Uid">The user id of its owner.</param>
/// <param name="Owner">The name of its owner; null if the user id has none.</param>
/// <param name="Modified">Its modification time, UTC.</param>
public sealed record DeliveryFacts(string Name, long Size, string? Sha256, long Uid, string? Owner, DateTimeOffset Modified);

/// <summary>The stages of the pipeline in which a job can fail.</summary>
public enum Stage
{
    Ingest,
    Validate,
    Transform,
    Load,
}
