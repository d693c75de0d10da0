using DropZone.Csv.Encodings;

namespace DropZone.Csv.Dialects;

/// <summary>Finds what an output dialect may not say.</summary>
internal static class OutputDialectCheck
{
    /// <summary>What <c>delimiter: auto</c> can find.</summary>
    private const string FoundDelimiters = ",;\t|";

    /// <summary>The key at fault and a sentence with the remedy, for each problem.</summary>
    /// <param name="output">The dialect.</param>
    /// <param name="dialects">Those of the files, whose delimiter and quote are taken where the output has none.</param>
    public static IEnumerable<(string Key, string Message)> Problems(OutputDialect output, IReadOnlyList<Dialect> dialects)
    {
        var areMarks = true;
        if (output.Delimiter is { } delimiter && !DialectCheck.IsMark(delimiter))
        {
            areMarks = false;
            yield return ("delimiter", "The delimiter is not an ASCII character that can separate cells; write one such as \";\".");
        }

        if (output.QuoteChar is { } quote && !DialectCheck.IsMark(quote))
        {
            areMarks = false;
            yield return ("quoteChar", "The quote is not an ASCII character that can quote cells; write one such as '\"'.");
        }

        if (areMarks && output.Delimiter is not null && output.Delimiter == output.QuoteChar)
            yield return ("quoteChar", "The quote is the delimiter too; write different characters.");
        else if (areMarks && output.QuoteChar is { } own && output.Delimiter is null && dialects.Any(dialect => CanSeparate(own, dialect)))
            yield return ("quoteChar", "The quote may be the delimiter too, which is that of the file; write another quote, or a delimiter of the output.");
        else if (areMarks && output.Delimiter is { } mark && output.QuoteChar is null && dialects.Any(dialect => dialect.QuoteChar == mark))
            yield return ("delimiter", "The delimiter is the quote too, which is that of the file; write another delimiter, or a quoteChar of the output.");
        if (output.LineTerminator is not ("\n" or "\r\n" or "\r"))
            yield return ("lineTerminator", "The line terminator is none of LF, CRLF and CR; write one of them.");
        if (EncodingName.Find(output.Encoding ?? "utf-8") is not { } encoding)
            yield return ("encoding", "There is no encoding of this name; write one that IANA lists, such as windows-1252.");
        else if (output.ByteOrderMark && !EncodableText.IsUnicode(encoding))
            yield return ("bom", $"There is no byte order mark in {output.Encoding}, only in Unicode; remove it, or write such as encoding: utf-8.");
        else if (areMarks && EncodableText.Of(encoding) is { } text && !text.Holds(Marks(output)))
            yield return ("encoding", $"The delimiter, the quote or line ends cannot be written in {output.Encoding}; write another encoding, such as utf-8.");
    }

    private static bool CanSeparate(char mark, Dialect dialect) =>
        dialect.Delimiter is { } known ? known == mark : FoundDelimiters.Contains(mark, StringComparison.Ordinal);

    private static byte[] Marks(OutputDialect output) => [(byte)(output.Delimiter ?? ','), (byte)(output.QuoteChar ?? '"'), (byte)'\r', (byte)'\n'];
}
