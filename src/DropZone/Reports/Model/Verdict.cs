using DropZone.Errors;
using DropZone.Tables.Conversion;

namespace DropZone.Reports.Model;

/// <summary>What a check found in one file.</summary>
/// <param name="File">Its path or name, as it is to be shown; not yet escaped.</param>
public sealed record Verdict(string File, ConversionResult Result)
{
    /// <summary>In one line, without the file: <c>valid, 12 rows</c>.</summary>
    internal string InWords
    {
        get
        {
            if (Result.Valid)
                return $"valid, {ReportSummary.Counted(Result.Rows.In, "row")}";
            var total = ReportSummary.Counted(Result.Counts.Values.Sum(), "error");
            var kinds = Result.Counts.Count == 1 ? "" : $" of {Result.Counts.Count} kinds";
            var rows = BadRows(Result.Counts, Result.Rows);
            return $"invalid, {total}{kinds}{(rows is null ? "" : $" in {rows}")}"
                + (Result.IsSplit ? "; the feed's rules would split it: the good rows would go on" : "");
        }
    }

    /// <summary><c>3 of 1,204 rows</c>; null where the rows are not what is wrong, or not to be counted.</summary>
    internal static string? BadRows(IReadOnlyDictionary<ErrorCode, long> counts, RowCounts rows) =>
        rows.Rejected > 0 && counts.Keys.All(code => code.Scope() == ErrorScope.Row)
            ? $"{ReportSummary.Number(rows.Rejected)} of {ReportSummary.Counted(rows.In, "row")}"
            : null;
}
