namespace DropZone.Reports.Pages;

/// <summary>Aligns two lists of labels so that as many as possible agree: an extra column does not shift the rest.</summary>
internal static class HeaderComparison
{
    public static IReadOnlyList<LabelPair> Of(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        // longest common subsequence: [i, j] is its length from there to the end
        var common = new ushort[expected.Count + 1, found.Count + 1];
        for (var i = expected.Count - 1; i >= 0; i--)
            for (var j = found.Count - 1; j >= 0; j--)
                common[i, j] = expected[i] == found[j] ? (ushort)(common[i + 1, j + 1] + 1) : Math.Max(common[i + 1, j], common[i, j + 1]);

        var pairs = new List<LabelPair>();
        var (atExpected, atFound) = (0, 0);
        while (atExpected < expected.Count || atFound < found.Count)
        {
            // labels that differ, up to the next label that agrees, are paired by position
            var (untilExpected, untilFound) = (atExpected, atFound);
            while (untilExpected < expected.Count && untilFound < found.Count && expected[untilExpected] != found[untilFound])
                if (common[untilExpected + 1, untilFound] >= common[untilExpected, untilFound + 1])
                    untilExpected++;
                else
                    untilFound++;
            if (untilExpected == expected.Count || untilFound == found.Count)
                (untilExpected, untilFound) = (expected.Count, found.Count);
            while (atExpected < untilExpected || atFound < untilFound)
            {
                var wanted = atExpected < untilExpected ? expected[atExpected++] : null;
                pairs.Add(atFound < untilFound
                    ? new LabelPair(wanted, found[atFound], ++atFound, false)
                    : new LabelPair(wanted, null, null, false));
            }

            if (atExpected < expected.Count && atFound < found.Count)
                pairs.Add(new LabelPair(expected[atExpected++], found[atFound], ++atFound, true));
        }

        return pairs;
    }
}

/// <summary>An expected label and the label found in its place.</summary>
/// <param name="Expected">Null: no label was expected.</param>
/// <param name="Found">Null: no label was found.</param>
/// <param name="Column">The 1-based column in the file; null: the file has no such column.</param>
/// <param name="Agrees">Whether both agree.</param>
internal sealed record LabelPair(string? Expected, string? Found, int? Column, bool Agrees);
