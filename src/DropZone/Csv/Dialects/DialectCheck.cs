using DropZone.Csv.Encodings;

namespace DropZone.Csv.Dialects;

/// <summary>Finds problems of a dialect.</summary>
internal static class DialectCheck
{
    /// <summary>Returns for each problem the key and a message with the remedy.</summary>
    public static IEnumerable<(string Key, string Message)> Problems(Dialect dialect)
    {
        if (dialect.Delimiter is { } given && !IsMark(given))
            yield return ("delimiter", "The delimiter is not an ASCII character that can separate cells. Write one such as \";\".");
        if (!IsMark(dialect.QuoteChar))
            yield return ("quoteChar", "The quote is not an ASCII character that can quote cells. Write one such as '\"'.");
        if (dialect.EscapeChar is { } escape && (!IsMark(escape) || escape is ' ' or '\t'))
            yield return ("escapeChar", "The escape is not an ASCII character that can escape others. Write one such as '\\'.");
        if (dialect.CommentChar is { } comment && !IsMark(comment))
            yield return ("commentChar", "The comment is not an ASCII character that can begin a row. Write one such as \"#\".");
        foreach (var problem in TextProblems(dialect))
            yield return problem;
        var marks = new Dictionary<char, string>();
        foreach (var (key, mark) in Marks(dialect))
            if (!marks.TryAdd(mark, key))
                yield return (key, $"The character is already the {marks[mark]}. Write different characters.");
        if (dialect.SkipInitialSpace && Marks(dialect).Any(pair => pair.Mark is ' ' or '\t' && pair.Key != "delimiter"))
            yield return ("skipInitialSpace", "White space with another meaning cannot be skipped. Write another character for that meaning.");
        if (dialect.SkipInitialSpace && (dialect.DelimiterText ?? dialect.Delimiter?.ToString())?[0] is ' ' or '\t' && dialect is not { DelimiterText: null, Delimiter: '\t' })
            yield return ("skipInitialSpace", "A space cannot be skipped if it is the delimiter. Remove skipInitialSpace.");
        if (dialect.LineTerminator is not (null or "\n" or "\r\n" or "\r"))
            yield return ("lineTerminator", "The line terminator is not LF, CRLF or CR. Write one of them.");
        if (dialect.HeaderRows.Count == 0 || dialect.HeaderRows.Any(row => row < 1) || dialect.HeaderRows.Distinct().Count() < dialect.HeaderRows.Count)
            yield return ("headerRows", "The header rows are not different numbers from 1. Write for example [1, 2], or header: false.");
        if (dialect.CommentRows.Any(row => row < 1))
            yield return ("commentRows", "The first row is 1. Write numbers from 1.");
        if (dialect.Header && dialect.HeaderRows.Intersect(dialect.CommentRows).Any() && !dialect.HeaderRows.SequenceEqual([1]))
            yield return ("commentRows", "A row is in headerRows and in commentRows. Remove it from one of the lists.");
        if (dialect.Encoding is { } encoding && EncodingName.Find(encoding) is null)
            yield return ("encoding", "Unknown encoding. Write an IANA name such as windows-1252.");
    }

    /// <summary>Problems of marks that are not one ASCII character.</summary>
    private static IEnumerable<(string Key, string Message)> TextProblems(Dialect dialect)
    {
        if (dialect.HasMarks && dialect is { DelimiterText: null, Delimiter: null })
            yield return ("delimiter", "The delimiter is not detected with these options. Write it.");
        char?[] others = [dialect.EscapeChar is null || dialect.QuotesBesideEscapes ? dialect.QuoteChar : null, dialect.EscapeChar];
        foreach (var (key, name, text) in ((string, string, string?)[])[("delimiter", "delimiter", dialect.DelimiterText), ("commentChar", "comment", dialect.CommentText)])
        {
            if (text is null)
                continue;
            if (!MarkText.IsText(text))
                yield return (key, $"The {name} is empty, or has a line end or a character that is no text. Write other characters.");
            else if (others.Any(other => other is { } mark && text.Contains(mark)))
                yield return (key, $"The {name} contains the quote or the escape. Write different characters.");
            else if (dialect.Encoding is { } encoding && EncodingName.Find(encoding) is { } found && !MarkText.IsIn(text, found))
                yield return (key, $"The encoding {encoding} has no such {name}. Write another one, or another encoding.");
        }

        var delimiter = dialect.DelimiterText ?? dialect.Delimiter?.ToString();
        var comment = dialect.CommentText ?? dialect.CommentChar?.ToString();
        if (dialect.HasMarks && delimiter is { Length: > 0 } && comment is { Length: > 0 }
            && (delimiter.StartsWith(comment, StringComparison.Ordinal) || comment.StartsWith(delimiter, StringComparison.Ordinal)))
            yield return ("commentChar", "The comment and the delimiter begin with the same characters. Write different ones.");
    }

    private static IEnumerable<(string Key, char Mark)> Marks(Dialect dialect)
    {
        if (dialect is { DelimiterText: null, Delimiter: { } delimiter })
            yield return ("delimiter", delimiter);
        if (dialect.EscapeChar is { } escape)
            yield return ("escapeChar", escape);
        // with an escape character there are no quotes; the output has the standard quotes
        if (dialect.EscapeChar is null || dialect.QuotesBesideEscapes || dialect.QuoteChar != '"' || dialect.Delimiter == '"')
            yield return ("quoteChar", dialect.QuoteChar);
        if (dialect.CommentChar is { } comment)
            yield return ("commentChar", comment);
    }

    /// <summary>Whether a character can have a special meaning.</summary>
    public static bool IsMark(char mark) => char.IsAscii(mark) && mark is not ('\r' or '\n' or '\0');
}
