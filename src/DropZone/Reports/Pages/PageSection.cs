using DropZone.Errors;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Pages;

/// <summary>The content of a page about one file.</summary>
internal sealed record PageSection
{
    public required string File { get; init; }

    /// <summary>Two or three words: <c>Not accepted</c>.</summary>
    public required string Verdict { get; init; }

    public required bool IsGood { get; init; }

    public required string Summary { get; init; }

    /// <summary>A secondary sentence below the summary.</summary>
    public string? Note { get; init; }

    public required IReadOnlyList<TableError> Errors { get; init; }

    public required IReadOnlyDictionary<ErrorCode, long> Counts { get; init; }

    public required IReadOnlyList<RowExcerpt> Excerpts { get; init; }

    public required HeaderExcerpt? Header { get; init; }

    /// <summary>The standard error of a failed command; null: none failed.</summary>
    public string? CommandSaid { get; init; }

    /// <summary>The next steps, apart from the remedies.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }
}
