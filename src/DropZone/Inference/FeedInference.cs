using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Errors;

namespace DropZone.Inference;

/// <summary>Infers the rules of a feed from samples.</summary>
public static class FeedInference
{
    private const string SpacedQuotes = "Quotes follow a space behind a delimiter: spaces at the start of a cell are no part of it.";

    private const string SpacedHeader = "A space follows each delimiter of the header: spaces at the start of a cell are no part of it.";
    private const string TitlesNote = "Rows above the header are not part of the table.";

    /// <summary>
    /// Reads all rows of all samples, once for each dialect that has to be tried. Returns null and the fault if the samples
    /// are not one well-formed table.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static InferredTable? Of(IReadOnlyList<Sample> samples, CancellationToken cancellation, out SampleFault? fault)
    {
        var notes = new List<string>();
        SampleFault? first = null;
        var start = First(samples, notes);
        if (PaddedTitles.Of(samples[0], start) is { } titles)
        {
            // the header below must be proved by the columns
            if (Scan(titles.Dialect, samples, cancellation, out fault) is { } below)
                return below with { Notes = [.. notes, TitlesNote, .. below.Notes] };
            if (titles.AreLikely && fault!.Code == ErrorCode.MissingCell)
                return null;
        }

        for (var dialect = start; dialect is not null; dialect = Next(dialect, samples, fault!, notes))
        {
            if (Scan(dialect, samples, cancellation, out fault) is { } table)
                return table with { Notes = [.. notes, .. table.Notes] };
            // the fault in the plainest dialect is the most useful message
            first ??= fault;
        }

        fault = first;
        return null;
    }

    private static Dialect First(IReadOnlyList<Sample> samples, List<string> notes)
    {
        var plain = new Dialect();
        if (samples.Select(sample => DecimalCommas.Delimiter(sample, plain)).FirstOrDefault(found => found is not null) is { } delimiter)
            plain = plain with { Delimiter = delimiter };
        if (samples.All(sample => CellMarks.AreSpaced(sample, plain)))
        {
            notes.Add(SpacedHeader);
            plain = plain with { SkipInitialSpace = true };
        }

        return samples.All(sample => TrailingDelimiters.EndRows(sample, plain)) ? plain with { IgnoresTrailingDelimiter = true } : plain;
    }

    private static InferredTable? Scan(Dialect dialect, IReadOnlyList<Sample> samples, CancellationToken cancellation, out SampleFault? fault)
    {
        using var scan = new TableScan(dialect);
        foreach (var sample in samples)
            if ((fault = scan.Read(sample, cancellation)) is not null)
                return null;
        return scan.Result(samples, out fault);
    }

    /// <summary>Returns the dialect to try after this one ended with a fault, or null.</summary>
    private static Dialect? Next(Dialect dialect, IReadOnlyList<Sample> samples, SampleFault fault, List<string> notes)
    {
        var sample = samples.First(sample => sample.Name == fault.Sample);
        switch (fault.Code)
        {
            case ErrorCode.EncodingError or ErrorCode.NulByte when dialect.Encoding is null && Encoding(sample) is { } encoding:
                notes.Add($"The text is not UTF-8; {encoding} is a guess. Check whether accented letters are right.");
                return dialect with { Encoding = encoding };
            case ErrorCode.StrayQuote or ErrorCode.UnterminatedQuote or ErrorCode.MissingCell or ErrorCode.ExtraCell
                when dialect is { EscapeChar: null, QuoteChar: '"' } && CellMarks.AreSingleQuoted(sample, dialect):
                return dialect with { QuoteChar = '\'' };
            case ErrorCode.StrayQuote when dialect is { EscapeChar: null, QuoteChar: '"', SkipInitialSpace: false } && notes.TrueForAll(note => note != SpacedQuotes):
                notes.Add(SpacedQuotes);
                return dialect with { SkipInitialSpace = true };
            case ErrorCode.StrayQuote or ErrorCode.UnterminatedQuote when dialect.EscapeChar is null:
                notes.Remove(SpacedQuotes);
                var unquoted = dialect with { QuoteChar = '"', EscapeChar = '\\', SkipInitialSpace = false };
                if (!samples.All(each => CellMarks.AreQuotesText(each, unquoted)))
                    return null;
                notes.Add("Some quotes do not enclose a cell: quotes are read as ordinary characters.");
                return unquoted;
            case ErrorCode.MissingCell or ErrorCode.ExtraCell when dialect is { CommentChar: null, CommentRows.Count: 0 }:
                if (LeadingRows.Skipping(sample, dialect) is { } passed && (passed.CommentChar is null || !samples.Any(each => LeadingRows.HasLaterComments(each, dialect))))
                {
                    notes.Add(TitlesNote);
                    return passed;
                }

                return null;
            default:
                return null;
        }
    }

    private static string? Encoding(Sample sample)
    {
        using var stream = sample.Open();
        using var opened = new OpenedStream(stream);
        return EncodingInference.Of(opened);
    }
}
