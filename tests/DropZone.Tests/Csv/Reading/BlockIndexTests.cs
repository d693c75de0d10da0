using System.Text;
using CsCheck;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

/// <summary>The index of a block finds the same cells in regular text as the tokenizer, and rejects other text. A failure prints its seed.</summary>
public sealed class BlockIndexTests
{
    [Fact]
    public void It_finds_the_same_cells_as_the_tokenizer()
    {
        int regular = 0, irregular = 0;
        // few distinct bytes, so that every combination occurs; long enough for several words
        Gen.Select(Gen.OneOf("a", "ab", ",", "\n", "\r\n", "\"", "\"\"", "\"a\"", "\"\n\"", "\"a,\"\"\"", "\r", new string('x', 60)).Array[1, 20], Gen.Int[1, 3], Gen.Bool)
            .Sample((parts, columns, isCrLf) =>
            {
                var text = string.Concat(parts) + (isCrLf ? "\r\n" : "\n");
                if (Cells(text, columns, isCrLf) is not { } cells)
                {
                    Interlocked.Increment(ref irregular);
                    return;
                }

                Interlocked.Increment(ref regular);
                cells.ShouldBe(Tokenized(text), text);
            }, iter: 100_000);
        irregular.ShouldBeGreaterThan(1000);
        regular.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Regular_text_of_any_length_is_regular()
    {
        Gen.Select(Gen.Select(Gen.OneOf("", "a", "a b", "a,b", "\"", "say \"a\"", "\n", "\"\"", new string('x', 70)).Array[1, 200], Gen.Int[1, 9]), Gen.Bool)
            .Sample((table, isCrLf) =>
            {
                var (values, columns) = table;
                var rows = values.Chunk(columns).Where(row => row.Length == columns).ToList();
                if (rows.Count == 0)
                    return;
                var text = string.Concat(rows.Select(row => string.Join(',', row.Select(Written)) + (isCrLf ? "\r\n" : "\n")));
                Cells(text, columns, isCrLf).ShouldBe([.. rows.SelectMany(row => row.Select(cell => (cell, Written(cell))))], text);
            }, iter: 20_000);

        static string Written(string cell) => cell.AsSpan().IndexOfAny("\",\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    [Theory]
    [InlineData("a,b\nc\n", "too few cells")]
    [InlineData("a,b\nc,d,e\nf,g,h\n", "too many")]
    [InlineData("a,b\nc\nd,e,f\n", "as many in all as there should be")]
    [InlineData("a,b\n\"c\"c,d\n", "text behind a quote")]
    [InlineData("a,b\nc\"c\",d\n", "a quote within a cell")]
    [InlineData("a,b\n\"c,d\n", "a quote that is never closed")]
    [InlineData("a,b\r\nc,d\n", "another line end")]
    [InlineData("a,b\nc\r,d\n", "a carriage return in a cell")]
    [InlineData("a,b\nc,\"\r\"\n", "one in quotes")]
    [InlineData("a,b\nc,\0\n", "a byte that is no text")]
    public void Irregular_text_is_left_to_the_tokenizer(string text, string because) => Cells(text, 2, false).ShouldBeNull(because);

    /// <summary>Returns each cell and its bytes in the text, or null for irregular text.</summary>
    private static List<(string, string)>? Cells(string text, int columns, bool isCrLf)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var block = new RecordBlock(bytes.Length);
        bytes.CopyTo(block.Bytes, 0);
        block.Length = bytes.Length;
        using var index = BlockIndex.Of(block, columns, (byte)',', (byte)'"', isCrLf, new ControlBytes((byte)',', (byte)'"'));
        if (index is null)
            return null;
        var cells = new List<(string, string)>();
        for (var row = 0; row < index.Rows; row++)
            for (var column = 0; column < columns; column++)
                cells.Add((Encoding.UTF8.GetString(index.Cell(row, column)), Encoding.UTF8.GetString(index.RawCells(row, column, column))));
        for (var row = 0; row < index.Rows; row++)
            string.Concat(Enumerable.Range(0, index.Rows).Chunk(row + 1).Select(some => Encoding.UTF8.GetString(index.RawRows(some[0], some.Length)))).ShouldBe(text);
        for (var column = 0; column < columns; column++)
        {
            var whole = index.Cells(column, 0, index.Rows);
            for (var row = 0; row < whole.Count; row++)
                Encoding.UTF8.GetString(whole[row]).ShouldBe(cells[(row * columns) + column].Item1);
        }

        return cells;
    }

    private static List<(string, string)> Tokenized(string text)
    {
        using var reader = new FileRecordReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new Dialect { Header = false });
        var cells = new List<(string, string)>();
        while (reader.Read() is var outcome && outcome != ReadOutcome.End)
        {
            outcome.ShouldBe(ReadOutcome.Record, text);
            for (var i = 0; i < reader.CellCount; i++)
                cells.Add((Encoding.UTF8.GetString(reader.Cell(i)), Encoding.UTF8.GetString(reader.RawCell(i))));
        }

        return cells;
    }
}
