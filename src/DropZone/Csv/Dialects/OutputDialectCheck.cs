using DropZone.Csv.Encodings;

namespace DropZone.Csv.Dialects;

/// <summary>Finds problems of an output dialect.</summary>
internal static class OutputDialectCheck
{
    /// <summary>The delimiters that <c>delimiter: auto</c> detects.</summary>
    private const string FoundDelimiters = ",;\t|";

    /// <summary>Returns for each problem the key and a message with the remedy.</summary>
    /// <param name="output">The dialect.</param>
    /// <param name="dialects">The dialects of the files, whose delimiter and quote are the defaults of the output.</param>
    public static IEnumerable<(string Key, string Message)> Problems(OutputDialect output, IReadOnlyList<Dialect> dialects)
    {
        var areMarks = true;
        if (output.Delimiter is { } delimiter && !DialectCheck.IsMark(delimiter))
        {
            areMarks = false;
            yield return ("delimiter", "The delimiter is not an ASCII character that can separate cells. Write one such as \";\".");
        }

        if (output.QuoteChar is { } quote && !DialectCheck.IsMark(quote))
        {
            areMarks = false;
            yield return ("quoteChar", "The quote is not an ASCII character that can quote cells. Write one such as '\"'.");
        }

        if (areMarks && output.Delimiter is not null && output.Delimiter == output.QuoteChar)
            yield return ("quoteChar", "The quote and the delimiter are the same character. Write different characters.");
        else if (areMarks && output.QuoteChar is { } own && output.Delimiter is null && dialects.Any(dialect => CanSeparate(own, dialect)))
            yield return ("quoteChar", "The quote may equal the delimiter, which is that of the file. Write another quote, or a delimiter for the output.");
        else if (areMarks && output.Delimiter is { } mark && output.QuoteChar is null && dialects.Any(dialect => dialect.QuoteChar == mark))
            yield return ("delimiter", "The delimiter equals the quote, which is that of the file. Write another delimiter, or a quoteChar for the output.");
        if (areMarks && dialects.Any(dialect => dialect.NullSequence is { } text && IsTorn(text, output)))
            yield return ("delimiter", "The nullSequence of the file contains the delimiter or begins with the quote of the output. Write other characters.");
        if (output.LineTerminator is not ("\n" or "\r\n" or "\r"))
            yield return ("lineTerminator", "The line terminator is not LF, CRLF or CR. Write one of them.");
        if (EncodingName.Find(output.Encoding ?? "utf-8") is not { } encoding)
            yield return ("encoding", "Unknown encoding. Write an IANA name such as windows-1252.");
        else if (output.ByteOrderMark && !EncodableText.IsUnicode(encoding))
            yield return ("bom", $"{output.Encoding} has no byte order mark, only Unicode encodings have one. Remove it, or write for example encoding: utf-8.");
        else if (areMarks && EncodableText.Of(encoding) is { } text && !text.Holds(Marks(output)))
            yield return ("encoding", $"{output.Encoding} cannot encode the delimiter, the quote or the line ends. Write another encoding, such as utf-8.");
    }

    private static bool IsTorn(string nullSequence, OutputDialect output) =>
        (output.Delimiter is { } delimiter && nullSequence.Contains(delimiter, StringComparison.Ordinal)) || (output.QuoteChar is { } quote && nullSequence.StartsWith(quote));

    private static bool CanSeparate(char mark, Dialect dialect) =>
        dialect.Delimiter is { } known ? known == mark : FoundDelimiters.Contains(mark, StringComparison.Ordinal);

    private static byte[] Marks(OutputDialect output) => [(byte)(output.Delimiter ?? ','), (byte)(output.QuoteChar ?? '"'), (byte)'\r', (byte)'\n'];
}
