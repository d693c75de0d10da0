using System.Globalization;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Model;

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

    /// <summary>The summary of a split: the good rows go to <paramref name="places"/>.</summary>
    public static string OfSplit(string fileName, RowCounts rows, string places) =>
        $"{fileName} was split: {Are(rows.Rejected, "bad row")} in rejects.csv, the {Are(rows.Out, "good row")} delivered to {places}.";

    /// <summary>Why a feed that splits did not split this file, as a sentence to follow the summary; empty: there is nothing to say.</summary>
    public static string WhyNoSplit(ConversionResult result, RuleSet? rules)
    {
        var (rows, limit) = (result.Rows, rules?.MaxBadRows);
        if (rules?.BadRows != BadRows.Split || rows.Rejected == 0 || result.Counts.Keys.Any(code => code.Scope() != ErrorScope.Row))
            return "";
        if (rows.Rejected == rows.In)
            return " The feed splits files with bad rows, but no row of this one is good.";
        return limit is { } most && !most.Allows(rows.Rejected, rows.In)
            ? $" {Number(rows.Rejected)} of {Counted(rows.In, "row")} {(rows.Rejected == 1 ? "is" : "are")} bad, "
                + $"more than the {most} that max-bad-rows of the feed lets be split off."
            : "";
    }

    public static string Counted(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Are(long number, string noun) => $"{Counted(number, noun)} {(number == 1 ? "is" : "are")}";

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
