using DropZone.Errors;
using DropZone.Tables.Conversion;

namespace DropZone.Reports.Model;

/// <summary>What to do next, one step each.</summary>
public static class ReportAdvice
{
    // More than these are found in the handbook; the reader wants to know where to begin.
    private const int MaxRemedies = 3;

    /// <summary>The steps for a job that failed with these codes.</summary>
    /// <param name="counts">How often each.</param>
    /// <param name="feed">Whose quarantine it is; the report may be read elsewhere, by the sender.</param>
    public static IReadOnlyList<string> For(IReadOnlyDictionary<ErrorCode, long> counts, string feed)
    {
        var steps = Remedies(counts);
        // Where no feed took it, the remedy has said where to drop it; where a target refuses it, nothing is wrong with the file.
        if (!counts.ContainsKey(ErrorCode.NoFeed) && !counts.ContainsKey(ErrorCode.LoadFailed))
            steps.Add($"Drop the mended or new file in incoming/{feed}/.");
        steps.Add($"The file that was dropped is kept untouched in failed/{feed}/, with this report.");
        return steps;
    }

    /// <summary>The steps for a job whose output was delivered before it failed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="retry">The command that has it tried again.</param>
    public static IReadOnlyList<string> ForDelivered(string feed, string retry) =>
    [
        "Do not drop the file again: its output was delivered.",
        $"Look in the journal for what ended the service and put it right, then run `{retry}`: that ends the job, and delivers nothing again.",
        $"The file that was dropped is kept untouched in failed/{feed}/, with this report.",
    ];

    /// <summary>The steps for a page that gives the remedy with each kind of error.</summary>
    internal static IReadOnlyList<string> BesideRemedies(IReadOnlyList<string> advice, IReadOnlyDictionary<ErrorCode, long> counts)
    {
        List<string> others = [.. advice.Where(step => !counts.Keys.Any(code => step.StartsWith($"{code.Name()}: ", StringComparison.Ordinal)))];
        return others.Count == advice.Count ? others : ["Mend what is wrong: each kind of error below says how.", .. others];
    }

    /// <summary>The steps for a file whose good rows went to <paramref name="places"/>.</summary>
    /// <param name="counts">What is wrong with the others.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="retry">The command that drops the rejects again.</param>
    /// <param name="rows">How many are good and bad.</param>
    /// <param name="places">Where the good rows are.</param>
    public static IReadOnlyList<string> ForSplit(
        IReadOnlyDictionary<ErrorCode, long> counts, string feed, string retry, RowCounts rows, string places)
    {
        var steps = Remedies(counts);
        var them = rows.Rejected == 1 ? "the bad row as it stood" : $"the {ReportSummary.Number(rows.Rejected)} bad rows as they stood";
        steps.Add($"rejects.csv, kept in failed/{feed}/ with this report, holds {them} in the file, below its own header. "
            + $"Mend it there, then run `{retry}`. Or drop a mended copy in incoming/{feed}/. Not both.");
        steps.Add($"Do not drop the whole file again: its good rows were delivered to {places}. It lies in archive/{feed}/, untouched.");
        return steps;
    }

    private static List<string> Remedies(IReadOnlyDictionary<ErrorCode, long> counts) =>
    [
        .. counts.MostFrequentFirst()
            .Take(MaxRemedies)
            .Select(pair => $"{pair.Key.Name()}: {pair.Key.Describe().Remedy}"),
    ];
}
