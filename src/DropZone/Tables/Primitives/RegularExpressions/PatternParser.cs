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

    private readonly string _pattern;
    private int _at;
    private int _depth;
    private bool _isBeyond;

    private PatternParser(string pattern) => _pattern = pattern;

    /// <summary>Returns null if the pattern contains other elements.</summary>
    /// <param name="pattern">A regular expression that .NET accepts.</param>
    public static PatternNode? Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Alternatives();
        return parser._isBeyond || parser._at < pattern.Length ? null : node;
    }

    private PatternNode Alternatives()
    {
        var parts = new List<PatternNode.Sequence> { Sequence() };
        while (Take('|'))
            parts.Add(Sequence());

        // .NET 10 wrongly does not match the empty text with (?:x+|)+, and is not contradicted
        _isBeyond |= _depth > 0 && parts.Count > 1 && parts.Exists(part => part.Parts.Count == 0);
        return parts.Count == 1 ? parts[0] : new PatternNode.Choice(parts);
    }

    private PatternNode.Sequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (!_isBeyond && _at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
            parts.Add(Counted(Element()));
        return new PatternNode.Sequence(parts);
    }

    private PatternNode Element()
    {
        var start = _at;
        switch (_pattern[_at++])
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
        if (_at < _pattern.Length && _pattern[_at] == '?' && !Take("?:"))
            return Beyond();
        if (++_depth > DeepestGroup)
            return Beyond();
        var node = Alternatives();
        _depth--;
        return Take(')') ? node : Beyond();
    }

    private void EndClass()
    {
        Take('^');
        Take(']'); // a literal character at this place
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            if (_pattern[_at] == '[' && _pattern[_at - 1] == '-')
                _isBeyond = true; // class subtraction
            _at += _pattern[_at] == '\\' ? 2 : 1;
        }

        _isBeyond |= !Take(']');
    }

    private void EndEscape()
    {
        if (_at == _pattern.Length)
        {
            _isBeyond = true;
            return;
        }

        var escaped = _pattern[_at++];
        if (escaped is 'p' or 'P')
            _at = _pattern.IndexOf('}', _at) + 1;
        else if (escaped is 'x' or 'u')
            _at += escaped == 'x' ? 2 : 4;
        else
            _isBeyond |= char.IsLetterOrDigit(escaped) && !Classes.Contains(escaped, StringComparison.Ordinal) && !Controls.Contains(escaped, StringComparison.Ordinal);
        _isBeyond |= _at > _pattern.Length || _at == 0;
    }

    private PatternNode Counted(PatternNode part)
    {
        if (_isBeyond || _at == _pattern.Length)
            return part;
        var node = _pattern[_at] switch
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
        _at++;
        return new PatternNode.Repeat(part, least, most);
    }

    private PatternNode CountedByNumbers(PatternNode part)
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0)
            return Beyond();
        var numbers = _pattern[(_at + 1)..end].Split(',');
        if (numbers.Length > 2 || !TryCount(numbers[0], out var least))
            return Beyond();
        _at = end;
        if (numbers.Length == 1)
            return Counted(part, least, least);
        if (numbers[1].Length == 0)
            return Counted(part, least, null);
        return TryCount(numbers[1], out var most) && most >= least ? Counted(part, least, most) : Beyond();
    }

    private static bool TryCount(string digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaxRepeats;

    private PatternNode Characters(int start) =>
        _isBeyond ? Beyond() : new PatternNode.Characters(AsciiSet.OfElement(_pattern[start.._at]));

    private PatternNode.Sequence Beyond()
    {
        _isBeyond = true;
        return new PatternNode.Sequence([]);
    }

    private bool Take(char expected)
    {
        var isThere = _at < _pattern.Length && _pattern[_at] == expected;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private bool Take(string expected)
    {
        var isThere = string.CompareOrdinal(_pattern, _at, expected, 0, expected.Length) == 0;
        _at += isThere ? expected.Length : 0;
        return isThere;
    }
}
