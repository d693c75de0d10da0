namespace DropZone.Configuration.Yaml;

/// <summary>Finds the most probable name behind a misspelling.</summary>
public static class NearestName
{
    /// <summary>Returns the nearest candidate, or null if none is near.</summary>
    /// <param name="careful">Whether unknown names are legitimate: then only evident misspellings are near.</param>
    public static string? Find(string name, IEnumerable<string> candidates, bool careful = false)
    {
        var reach = careful
            ? name.Length < 3 ? 0 : name.Length < 8 ? 1 : 2
            : name.Length < 4 ? 1 : name.Length < 8 ? 2 : 3;
        var all = candidates.ToList();
        return all
            .Select(candidate => (candidate, distance: Distance(Plain(name), Plain(candidate))))
            .Where(pair => pair.distance <= reach && pair.distance < pair.candidate.Length)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault() ?? (careful ? null : all.Find(candidate => IsShortFor(name, candidate) || IsShortFor(candidate, name)));
    }

    /// <summary><c>int</c> is short for <c>integer</c>.</summary>
    private static bool IsShortFor(string part, string whole) =>
        part.Length >= 3 && whole.StartsWith(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Normalizes a name: quoteChar, quote-char and QUOTE_CHAR are equal.</summary>
    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('-' or '_' or ' '))).ToLowerInvariant();

    /// <summary>Returns the edit distance: letters inserted, deleted, replaced or transposed.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }
                var other = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + other);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                rows[i, j] = best;
            }
        }
        return rows[a.Length, b.Length];
    }
}
