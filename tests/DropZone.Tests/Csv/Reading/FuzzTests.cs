using System.IO.Compression;
using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Csv.Writing;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

public sealed class FuzzTests
{
    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16BE", "utf-32", "windows-1252"];

    [Fact]
    public void Generated_records_are_read_as_they_were_meant() => Fuzz.Run(400, random =>
    {
        var dialect = Dialect(random);
        var records = Records(random, random.Next(20) == 0 ? 10_000 : random.Next(1, 8));
        // an escape before CR LF keeps both: such a cell could not be distinguished from its line end
        if (dialect.EscapeChar is not null)
            records = [.. records.Select(record => record.ConvertAll(cell => cell.TrimEnd('\r')))];
        var bytes = Bytes(random, Text(random, records, dialect), dialect.Encoding!);
        using var reader = new FileRecordReader(new ChunkedStream(bytes, random.Pick(1, 7, 4096, int.MaxValue)), dialect);
        reader.ReadHeader().ShouldBe(ReadOutcome.Record, reader.Fault?.ToString());
        reader.Labels.ShouldBe(records[0]);
        for (var i = 1; i < records.Count; i++)
        {
            reader.Read().ShouldBe(ReadOutcome.Record, reader.Fault?.ToString());
            Cells(reader).ShouldBe(records[i], $"record {i}");
        }

        reader.Read().ShouldBe(ReadOutcome.End);
    });

    [Fact]
    public void Reading_any_bytes_ends_with_one_result() => Fuzz.Run(200, random =>
    {
        var dialect = Dialect(random) with { LineTerminator = random.Pick(null, null, "\n", "\r\n", "\r"), Delimiter = random.Pick<char?>(null, ',', ';') };
        var rules = new RuleSet { Dialects = [dialect], MaxUnpackedSize = 1 << 20, BadRows = random.Pick(BadRows.Fail, BadRows.Split) };
        var records = Records(random, random.Next(8) == 0 ? 8_000 : random.Next(1, 30));
        var bytes = random.Next(10) == 0 ? new byte[random.Next(300)] : Bytes(random, Text(random, records, dialect with { Delimiter = ',' }), dialect.Encoding!);
        if (bytes.Length < 300 && random.Next(5) == 0)
            random.NextBytes(bytes);
        for (var i = random.Next(4); i > 0 && bytes.Length > 0; i--)
            bytes[random.Next(bytes.Length)] = random.Pick<byte>((byte)'"', (byte)'\r', (byte)'\n', 0, 0xFF, 0xC3, (byte)'\\', (byte)'#');
        if (random.Next(4) == 0)
            bytes = Pack(bytes);
        if (random.Next(4) == 0)
            bytes = bytes[..random.Next(bytes.Length + 1)];
        var whole = Table.Run(bytes, rules);
        foreach (var chunk in new[] { bytes.Length < 5000 ? 1 : 997, random.Next(1, 70_000) })
        {
            var parts = Table.Run(bytes, rules, chunk);
            parts.Result.Errors.ShouldBe(whole.Result.Errors, $"chunk {chunk}");
            parts.Result.Rows.ShouldBe(whole.Result.Rows, $"chunk {chunk}");
            parts.Output.ShouldBe(whole.Output, $"chunk {chunk}");
        }
    });

    [Fact]
    public void Written_records_are_read_back() => Fuzz.Run(1500, random =>
    {
        var records = Records(random, random.Next(1, 8));
        var dialect = new Dialect { Delimiter = random.Pick(',', ';', '\t', '|'), QuoteChar = random.Pick('"', '\'') };
        using var written = new MemoryStream();
        using (var writer = new RecordWriter(written, (byte)dialect.Delimiter, (byte)dialect.QuoteChar))
        {
            foreach (var record in records)
            {
                foreach (var cell in record)
                    writer.WriteCell(Encoding.UTF8.GetBytes(cell));
                writer.EndRecord();
            }

            writer.Flush();
        }

        using var reader = new FileRecordReader(new MemoryStream(written.ToArray()), dialect);
        foreach (var record in records)
        {
            reader.Read().ShouldBe(ReadOutcome.Record, reader.Fault?.ToString());
            Cells(reader).ShouldBe(record);
        }

        reader.Read().ShouldBe(ReadOutcome.End);
    });

    private static List<string> Cells(RecordReader reader) =>
        [.. Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.Cell(i)))];

    private static Dialect Dialect(Random random)
    {
        var dialect = new Dialect { Delimiter = random.Pick(',', ';', '\t', '|'), Encoding = random.Pick(Encodings) };
        return random.Next(4) switch
        {
            0 => dialect with { EscapeChar = '\\' },
            1 => dialect with { SkipInitialSpace = dialect.Delimiter != '\t' },
            2 => dialect with { QuoteChar = '\'', CommentChar = '#' },
            _ => dialect,
        };
    }

    /// <summary>The first cell of a record is never blank: a file of blanks is empty, and a last empty line is no record.</summary>
    private static List<List<string>> Records(Random random, int count)
    {
        var width = random.Next(1, 5);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(column => (column == 0 ? "x" : "") + Cell(random)).ToList())];
    }

    private static string Cell(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => random.Pick("a", "ß", "é", " ", ",", ";", "\t", "|", "\"", "'", "\n", "\r", "\r\n", "\\", "#", "7")));

    private static string Text(Random random, List<List<string>> records, Dialect dialect)
    {
        var lineEnd = random.Pick("\n", "\r\n", "\r");
        var text = new StringBuilder();
        if (random.Next(5) == 0)
            text.Append("sep=").Append(dialect.Delimiter).Append(lineEnd);
        foreach (var record in records)
        {
            if (dialect.CommentChar is { } comment && random.Next(4) == 0)
                text.Append(comment).Append(" it\"s, '\t").Append(lineEnd);
            text.AppendJoin(dialect.Delimiter!.Value, record.Select(cell => Raw(random, cell, dialect))).Append(lineEnd);
        }

        if (random.Next(2) == 0)
            text.Length -= lineEnd.Length;
        return text.ToString();
    }

    private static string Raw(Random random, string cell, Dialect dialect)
    {
        if (dialect.EscapeChar is { } escape)
            return string.Concat(cell.Replace("\r\n", "\u0001", StringComparison.Ordinal).Select(c =>
                c == '\u0001' ? $"{escape}\r\n" : c == escape || c == dialect.Delimiter || c is '\r' or '\n' || random.Next(9) == 0 ? $"{escape}{c}" : $"{c}"));
        var quote = dialect.QuoteChar.ToString();
        var space = dialect.SkipInitialSpace ? random.Pick("", " ", " \t") : "";
        var mustQuote = cell.AsSpan().IndexOfAny($"{quote}{dialect.Delimiter}\r\n") >= 0 || (dialect.SkipInitialSpace && cell.Length > 0 && cell[0] is ' ' or '\t');
        return mustQuote || random.Next(4) == 0 ? $"{space}{quote}{cell.Replace(quote, quote + quote, StringComparison.Ordinal)}{quote}" : space + cell;
    }

    private static byte[] Bytes(Random random, string text, string name)
    {
        var encoding = EncodingName.Find(name)!;
        // a byte order mark takes precedence over the declared encoding
        var marked = random.Next(3) == 0 ? random.Pick<Encoding>(new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32) : null;
        return marked is null ? encoding.GetBytes(text) : [.. marked.GetPreamble(), .. marked.GetBytes(text)];
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
