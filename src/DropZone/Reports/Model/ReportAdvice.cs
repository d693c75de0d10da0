using DropZone.Errors;
using DropZone.Tables.Conversion;

namespace DropZone.Reports.Model;

/// <summary>Composes the next steps of a report.</summary>
public static class ReportAdvice
{
    // The reader needs a starting point; the handbook has all remedies.
    private const int MaxRemedies = 3;

    /// <summary>The codes of files that may be right as they are.</summary>
    private static readonly ErrorCode[] Retried = [ErrorCode.DuplicateFile, ErrorCode.CommandRejected, ErrorCode.CommandFailed, ErrorCode.LoadFailed];

    /// <summary>Returns the steps for a job that failed with these codes.</summary>
    /// <param name="counts">The number of errors of each code.</param>
    /// <param name="feed">The feed of the quarantine; the sender may read the report elsewhere.</param>
    /// <param name="retry">The command that retries the job; null: none is known.</param>
    public static IReadOnlyList<string> For(IReadOnlyDictionary<ErrorCode, long> counts, string feed, string? retry = null)
    {
        var steps = Remedies(counts);
        if (retry is not null && counts.Keys.Any(Retried.Contains))
            steps.Add($"To retry the job, run `{retry}`.");
        // For no-feed the remedy names the folder to use; if a target rejects the file, the file itself is correct.
        if (!counts.ContainsKey(ErrorCode.NoFeed) && !counts.ContainsKey(ErrorCode.LoadFailed))
            steps.Add($"Drop the corrected file in incoming/{feed}/.");
        steps.Add($"The original file is kept unchanged in failed/{feed}/, with this report.");
        return steps;
    }

    /// <summary>Returns the steps for a job whose output was delivered before it failed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="retry">The command that retries it.</param>
    public static IReadOnlyList<string> ForDelivered(string feed, string retry) =>
    [
        "Do not drop the file again. Its output was already delivered.",
        $"Find in the journal why the service ended, and fix the cause. Then run `{retry}`, which completes the job without a second delivery.",
        $"The original file is kept unchanged in failed/{feed}/, with this report.",
    ];

    /// <summary>Returns the steps for a page that shows the remedy with each error code.</summary>
    internal static IReadOnlyList<string> BesideRemedies(IReadOnlyList<string> advice, IReadOnlyDictionary<ErrorCode, long> counts)
    {
        List<string> others = [.. advice.Where(step => !counts.Keys.Any(code => step.StartsWith($"{code.Name()}: ", StringComparison.Ordinal)))];
        return others.Count == advice.Count ? others : ["Fix the errors below. Each has its remedy.", .. others];
    }

    /// <summary>Returns the steps for a file whose good rows were delivered to <paramref name="places"/>.</summary>
    /// <param name="counts">The number of errors of each code.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="retry">The command that resubmits the rejected rows.</param>
    /// <param name="rows">The numbers of good and bad rows.</param>
    /// <param name="places">The places of the good rows.</param>
    public static IReadOnlyList<string> ForSplit(
        IReadOnlyDictionary<ErrorCode, long> counts, string feed, string retry, RowCounts rows, string places)
    {
        var steps = Remedies(counts);
        var them = rows.Rejected == 1 ? "the bad row" : $"the {ReportSummary.Number(rows.Rejected)} bad rows";
        steps.Add($"rejects.csv in failed/{feed}/ contains the file's header and {them}, unchanged. "
            + $"Correct it there, then run `{retry}`. Or drop a corrected copy in incoming/{feed}/. Do not do both.");
        steps.Add($"Do not drop the whole file again. Its good rows were delivered to {places}. The original is kept unchanged in archive/{feed}/.");
        return steps;
    }

    private static List<string> Remedies(IReadOnlyDictionary<ErrorCode, long> counts) =>
    [
        .. counts.MostFrequentFirst()
            .Take(MaxRemedies)
            .Select(pair => $"{pair.Key.Name()}: {pair.Key.Describe().Remedy}"),
    ];
}
