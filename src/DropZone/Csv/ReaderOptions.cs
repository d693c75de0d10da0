using CsvHelper;

namespace DropZone.Csv;

/// <summary>A dialect in the tokenizer's terms.</summary>
internal static class ReaderOptions
{
    public static CsvReaderOptions Of(Dialect dialect, char? separatorLine, int maxRecordSize)
    {
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            Separator = dialect.Delimiter ?? separatorLine,
            DetectSeparatorHint = false,
            Quote = dialect.QuoteChar,
            CommentPrefix = dialect.CommentChar,
            TrackLineNumbers = true,
            MaxRecordSize = maxRecordSize,
            IncludeValuesInExceptions = false,
            // recovered records keep their number and bytes; skipped ones would not even be counted
            MalformedData = CsvMalformedDataHandling.Recover,
        };
        if (dialect.EscapeChar is { } escape)
            options = options with { Mode = CsvMode.Escape, Escape = escape };
        // the tokenizer trims both ends; RecordReader gives the far end back
        return dialect.SkipInitialSpace ? options with { TrimWhitespace = true } : options;
    }
}
