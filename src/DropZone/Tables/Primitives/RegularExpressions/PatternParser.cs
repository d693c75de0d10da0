using System.Globalization;

namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>
/// Parses patterns that an automaton can express: literals, classes, escapes, groups, alternatives and counts. Anything
/// else, such as anchors within the pattern or options, is left to the regular expressions of .NET, whose results are never contradicted.
/// Source: https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference
/// </summary>
internal sealed class PatternParser
{
    private const int MaxRepeats = 1000;
    private const int DeepestGroup = 50;
    private const string Classes = "dDwWsSpP";
    private const string Controls = "tnrfvae";

    private readonly string pattern;
    private int at;
    private int depth;
    private bool isBeyond;

    private PatternParser(string pattern) => this.pattern = pattern;

    /// <summary>Returns null if the pattern contains other elements.</summary>
    /// <param name="pattern">A regular expression that .NET accepts.</param>
    public static PatternNode? Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Alternatives();
        return parser.isBeyond || parser.at < pattern.Length ? null : node;
    }

    private PatternNode Alternatives()
    {
        var parts = new List<PatternNode.Sequence> { Sequence() };
        while (Take('|'))
            parts.Add(Sequence());

        // .NET 10 wrongly does not match the empty text with (?:x+|)+, and is not contradicted
        isBeyond |= depth > 0 && parts.Count > 1 && parts.Exists(part => part.Parts.Count == 0);
        return parts.Count == 1 ? parts[0] : new PatternNode.Choice(parts);
    }

    private PatternNode.Sequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (!isBeyond && at < pattern.Length && pattern[at] is not ('|' or ')'))
            parts.Add(Counted(Element()));
        return new PatternNode.Sequence(parts);
    }

    private PatternNode Element()
    {
        var start = at;
        switch (pattern[at++])
        {
            case '(':
                return Group();
            case '[':
                EndClass();
                return Characters(start);
            case '\\':
                EndEscape();
                return Characters(start);
            case '.':
                return Characters(start);
            case '^' or '$' or '{' or '*' or '+' or '?':
                return Beyond();
            case var literal and < (char)AsciiSet.Size:
                return new PatternNode.Characters(AsciiSet.Of(literal));
            default:
                return Beyond(); // not in ASCII, but the cell may contain other characters
        }
    }

    private PatternNode Group()
    {
        if (at < pattern.Length && pattern[at] == '?' && !Take("?:"))
            return Beyond();
        if (++depth > DeepestGroup)
            return Beyond();
        var node = Alternatives();
        depth--;
        return Take(')') ? node : Beyond();
    }

    private void EndClass()
    {
        Take('^');
        Take(']'); // a literal character at this place
        while (at < pattern.Length && pattern[at] != ']')
        {
            if (pattern[at] == '[' && pattern[at - 1] == '-')
                isBeyond = true; // class subtraction
            at += pattern[at] == '\\' ? 2 : 1;
        }

        isBeyond |= !Take(']');
    }

    private void EndEscape()
    {
        if (at == pattern.Length)
        {
            isBeyond = true;
            return;
        }

        var escaped = pattern[at++];
        if (escaped is 'p' or 'P')
            at = pattern.IndexOf('}', at) + 1;
        else if (escaped is 'x' or 'u')
            at += escaped == 'x' ? 2 : 4;
        else
            isBeyond |= char.IsLetterOrDigit(escaped) && !Classes.Contains(escaped, StringComparison.Ordinal) && !Controls.Contains(escaped, StringComparison.Ordinal);
        isBeyond |= at > pattern.Length || at == 0;
    }

    private PatternNode Counted(PatternNode part)
    {
        if (isBeyond || at == pattern.Length)
            return part;
        var node = pattern[at] switch
        {
            '*' => Counted(part, 0, null),
            '+' => Counted(part, 1, null),
            '?' => Counted(part, 0, 1),
            '{' => CountedByNumbers(part),
            _ => part,
        };
        if (node != part)
            Take('?'); // greedy or lazy makes no difference for matching the whole cell
        return node;
    }

    private PatternNode.Repeat Counted(PatternNode part, int least, int? most)
    {
        at++;
        return new PatternNode.Repeat(part, least, most);
    }

    private PatternNode CountedByNumbers(PatternNode part)
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0)
            return Beyond();
        var numbers = pattern[(at + 1)..end].Split(',');
        if (numbers.Length > 2 || !TryCount(numbers[0], out var least))
            return Beyond();
        at = end;
        if (numbers.Length == 1)
            return Counted(part, least, least);
        if (numbers[1].Length == 0)
            return Counted(part, least, null);
        return TryCount(numbers[1], out var most) && most >= least ? Counted(part, least, most) : Beyond();
    }

    private static bool TryCount(string digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaxRepeats;

    private PatternNode Characters(int start) =>
        isBeyond ? Beyond() : new PatternNode.Characters(AsciiSet.OfElement(pattern[start..at]));

    private PatternNode.Sequence Beyond()
    {
        isBeyond = true;
        return new PatternNode.Sequence([]);
    }

    private bool Take(char expected)
    {
        var isThere = at < pattern.Length && pattern[at] == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private bool Take(string expected)
    {
        var isThere = string.CompareOrdinal(pattern, at, expected, 0, expected.Length) == 0;
        at += isThere ? expected.Length : 0;
        return isThere;
    }
}
