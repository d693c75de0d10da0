using System.Globalization;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Model;

/// <summary>Composes the result of a job in one sentence.</summary>
public static class ReportSummary
{
    /// <summary>The end of the summary of a file whose rest was not read.</summary>
    public const string Cut = " The rest of the file was not read.";

    /// <summary>Returns the summary of a job that failed with these errors. <paramref name="counts"/> has at least one.</summary>
    /// <param name="fileName">Of the delivery.</param>
    /// <param name="counts">The number of errors of each code.</param>
    /// <param name="errors">Those that are shown.</param>
    /// <param name="rows">Of the delivery.</param>
    /// <param name="delivered">The targets that have the output already.</param>
    public static string Of(
        string fileName, IReadOnlyDictionary<ErrorCode, long> counts, IReadOnlyList<TableError> errors, RowCounts rows, IReadOnlyList<string>? delivered = null)
    {
        var have = delivered is { Count: > 0 } names ? $" The whole output was already delivered to {string.Join(", ", names)}." : null;

        // A single error of the whole file is clearer than a count.
        if (errors is [{ Row: 0 } only])
            return $"{fileName} was rejected ({only.Code.Name()}): {only.Message}{(have is null || only.Message.EndsWith('.') ? "" : ".")}{have}";

        var total = counts.Values.Sum();
        var kinds = counts.Count == 1 ? $"all {counts.Keys.Single().Name()}" : $"{counts.Count} codes";
        var found = total == 1 ? $"1 error, {counts.Keys.Single().Name()}" : $"{Number(total)} errors, {kinds}";
        var where = rows.In switch { 0 => "", 1 => ", in 1 row", _ => $", in {Number(rows.In)} rows" };
        return $"{fileName} was rejected: {found}{where}.{have ?? " Nothing was delivered."}";
    }

    /// <summary>Returns the summary of a split whose good rows were delivered to <paramref name="places"/>.</summary>
    public static string OfSplit(string fileName, RowCounts rows, string places) =>
        $"{fileName} was split: {Counted(rows.Out, "good row")} delivered to {places}, {Counted(rows.Rejected, "bad row")} kept in rejects.csv.";

    /// <summary>Returns why a feed that splits did not split this file, as a sentence after the summary; empty if the reason is obvious.</summary>
    public static string WhyNoSplit(ConversionResult result, RuleSet? rules)
    {
        var (rows, limit) = (result.Rows, rules?.MaxBadRows);
        if (rules?.BadRows != BadRows.Split || rows.Rejected == 0 || result.Counts.Keys.Any(code => code.Scope() != ErrorScope.Row))
            return "";
        if (rows.Rejected == rows.In)
            return " The feed splits files with bad rows, but this file has no good row.";
        return limit is { } most && !most.Allows(rows.Rejected, rows.In)
            ? $" {Number(rows.Rejected)} of {Counted(rows.In, "row")} {(rows.Rejected == 1 ? "is" : "are")} bad, "
                + $"more than max-bad-rows of the feed allows ({most})."
            : "";
    }

    public static string Counted(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
