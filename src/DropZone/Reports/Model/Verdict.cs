using DropZone.Errors;
using DropZone.Tables.Conversion;

namespace DropZone.Reports.Model;

/// <summary>The result of a check of one file.</summary>
/// <param name="File">Its path or name for display, not escaped.</param>
/// <param name="Result">The result of the conversion.</param>
public sealed record Verdict(string File, ConversionResult Result)
{
    /// <summary>The result in one line, without the file: <c>valid, 12 rows</c>.</summary>
    internal string InWords
    {
        get
        {
            if (Result.Valid)
                return $"valid, {ReportSummary.Counted(Result.Rows.In, "row")}";
            var total = ReportSummary.Counted(Result.Counts.Values.Sum(), "error");
            var kinds = Result.Counts.Count == 1 ? "" : $" with {Result.Counts.Count} codes";
            var rows = BadRows(Result.Counts, Result.Rows);
            return $"invalid, {total}{kinds}{(rows is null ? "" : $" in {rows}")}"
                + (Result.IsSplit ? "; the feed would split it and deliver the good rows" : "");
        }
    }

    /// <summary>Returns <c>3 of 1,204 rows</c>; null if the errors are not in rows, or the rows were not counted.</summary>
    internal static string? BadRows(IReadOnlyDictionary<ErrorCode, long> counts, RowCounts rows) =>
        rows.Rejected > 0 && counts.Keys.All(code => code.Scope() == ErrorScope.Row)
            ? $"{ReportSummary.Number(rows.Rejected)} of {ReportSummary.Counted(rows.In, "row")}"
            : null;
}
