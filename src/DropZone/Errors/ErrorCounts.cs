namespace DropZone.Errors;

/// <summary>The true number of errors of each code, in the order in which they are told: the most frequent first, of equals in the order of the codes.</summary>
public static class ErrorCounts
{
    public static IReadOnlyList<KeyValuePair<ErrorCode, long>> MostFrequentFirst(this IReadOnlyDictionary<ErrorCode, long> counts) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];

    /// <summary>Null: there is none.</summary>
    public static KeyValuePair<ErrorCode, long>? MostFrequent(this IReadOnlyDictionary<ErrorCode, long> counts) =>
        counts.Count == 0 ? null : counts.MostFrequentFirst()[0];
}
