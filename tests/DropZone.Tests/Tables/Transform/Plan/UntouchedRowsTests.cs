using System.Text;
using CsCheck;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Transform.Plan;

/// <summary>Rows unchanged by every step are found in any number and at any place. A failure prints its seed.</summary>
public sealed class UntouchedRowsTests
{
    private static readonly string[] Left = ["ABCDEF,b", "\"A,\"\"B\",c", "12345,6 b"];

    // the last three may be blank: such a row is checked individually
    private static readonly string[] Touched = ["abcdef,b", "ABCDEF,B", "=ABCDE,b", "élan,bcd", "A,b", ",", "\"\",\"\""];

    private static readonly PredictableAction[] Steps =
    [
        new EditAction(0, "a", new CaseEdit(upper: true)),
        new EditAction(1, "b", new CaseEdit(upper: false)),
        new GuardAction([new("a", 0, "a", new Field { Name = "a" })], escapes: true),
    ];

    [Fact]
    public void A_row_is_untouched_if_each_step_leaves_it_as_it_is()
    {
        Gen.Frequency((9, Gen.OneOf(Left)), (1, Gen.OneOf(Touched))).Array[1, 400].Sample(rows =>
        {
            var counts = CountsFrom(rows);
            for (var row = 0; row < rows.Length; row++)
                counts[row].ShouldBe(rows.Skip(row).TakeWhile(Left.Contains).Count(), $"from row {row}");
        }, iter: 200);
    }

    [Fact]
    public void The_search_ahead_stops_if_most_rows_are_changed() =>
        CountsFrom([.. Enumerable.Repeat(Touched[0], RowBatch.MaxRows), .. Enumerable.Repeat(Left[0], 10)]).ShouldAllBe(count => count == 0);

    private static List<int> CountsFrom(string[] rows)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => row + "\n")));
        using var block = new RecordBlock(text.Length) { Length = text.Length };
        text.CopyTo(block.Bytes, 0);
        var index = BlockIndex.Of(block, 2, (byte)',', (byte)'"', isCrLf: false, new ControlBytes((byte)',', (byte)'"'))!;
        var dialect = new Dialect();
        using var record = new IndexedRecordReader(index, dialect, new SpecialCells(dialect), (byte)',');
        using var result = new ByteBuffer(16);
        var untouched = new UntouchedRows(record, Steps);
        return [.. Enumerable.Range(0, rows.Length).Select(row => untouched.CountFrom(row, result))];
    }
}
