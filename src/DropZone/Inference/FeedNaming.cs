using System.Text;

namespace DropZone.Inference;

/// <summary>A name for a feed and patterns of its files, derived from the names of samples.</summary>
/// <param name="Match">Patterns that match all samples.</param>
public sealed record FeedNaming(string Name, IReadOnlyList<string> Match)
{
    private const int LongestName = 63;

    /// <param name="names">File names without folders; at least one.</param>
    public static FeedNaming Of(IReadOnlyList<string> names)
    {
        var stems = names.Select(Stem).ToList();
        var stable = Stable(stems);
        var endings = names.Select((name, i) => name[stems[i].Length..]).Distinct().ToList();
        var ending = endings.Count == 1 ? endings[0] : "*";
        string[] match = stable.Length == 0
            ? [.. names.Select(Literal).Distinct()]
            : stems.TrueForAll(stem => stem == stable)
                ? [$"{Literal(stable)}{ending}", $"{Literal(stable)}-*{ending}"]
                : [$"{Literal(stable)}*{ending}"];
        return new FeedNaming(FeedName(stable), match);
    }

    /// <summary>Returns the name without an extension such as <c>.csv</c> or <c>.csv.gz</c>.</summary>
    private static string Stem(string name)
    {
        var stem = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        var dot = stem.LastIndexOf('.');
        return dot > 0 ? stem[..dot] : stem;
    }

    /// <summary>Returns the common words at the start of all names, up to a number or date.</summary>
    private static string Stable(List<string> stems)
    {
        var common = stems.Aggregate(CommonPrefix);
        var digit = common.AsSpan().IndexOfAnyInRange('0', '9');
        var stable = digit >= 0 ? common[..digit] : common;
        return stems.TrueForAll(stem => stem.Length == stable.Length || !char.IsLetter(stem[stable.Length]))
            ? stable
            : stable.TrimEnd([.. stable.Where(char.IsLetter)]);
    }

    private static string CommonPrefix(string one, string other) => one[..one.AsSpan().CommonPrefixLength(other)];

    private static string Literal(string text) => text.Replace('*', '?');

    private static string FeedName(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character))
                name.Append(character);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        if (name.Length > LongestName)
            name.Length = LongestName;
        var plain = name.ToString().TrimEnd('-');
        // `default` is the built-in feed
        return plain is "" or "default" ? "new-feed" : plain;
    }
}
