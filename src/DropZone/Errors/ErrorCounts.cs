namespace DropZone.Errors;

/// <summary>Sorts the true numbers of errors of each code for display: the most frequent first, equal numbers in the order of the codes.</summary>
public static class ErrorCounts
{
    public static IReadOnlyList<KeyValuePair<ErrorCode, long>> MostFrequentFirst(this IReadOnlyDictionary<ErrorCode, long> counts) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];

    /// <summary>Returns the first of them, or null without errors.</summary>
    public static KeyValuePair<ErrorCode, long>? MostFrequent(this IReadOnlyDictionary<ErrorCode, long> counts) =>
        counts.Count == 0 ? null : counts.MostFrequentFirst()[0];
}
