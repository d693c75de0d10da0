using System.Globalization;
using DropZone.Rules;

namespace DropZone.Reports;

/// <summary>What happened, in one sentence.</summary>
public static class ReportSummary
{
    /// <summary>The summary of a job that failed for these errors. <paramref name="counts"/> holds at least one.</summary>
    public static string Of(
        string fileName, IReadOnlyDictionary<ErrorCode, long> counts, IReadOnlyList<TableError> errors, RowCounts rows)
    {
        // An error of the file as a whole says it better than any count.
        if (errors is [{ Row: 0 } only])
            return $"{fileName} was refused ({only.Code.Name()}): {only.Message}";

        var total = counts.Values.Sum();
        var kinds = counts.Count == 1 ? $"all {counts.Keys.Single().Name()}" : $"of {counts.Count} kinds";
        var found = total == 1 ? $"1 error, {counts.Keys.Single().Name()}" : $"{Number(total)} errors, {kinds}";
        var where = rows.In switch { 0 => "", 1 => ", in 1 row", _ => $", in {Number(rows.In)} rows" };
        return $"{fileName} was refused: {found}{where}; nothing of it was delivered.";
    }

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
