using System.Text;
using CsCheck;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields.Numeric;
using DropZone.Tables.Validation.Fields.Temporal;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

/// <summary>Validation with and without reading the value has the same result. A failure prints its seed.</summary>
public sealed class CellTypeTests
{
    // parts of values, complete and truncated, at valid and invalid places
    private static readonly Gen<string> Cells = Gen.OneOf(
        Gen.Select(Number(2100), Number(14), Number(33), (year, month, day) => $"{year:0000}-{month:00}-{day:00}"),
        Gen.Select(Number(26), Number(62), Number(62), (hour, minute, second) => $"{hour:00}:{minute:00}:{second:00}"),
        Gen.OneOf("", "0", "00", "000", "17", "-", "+", ".", ":", "T", "Z", " ", "1e5", ".25", "2024-02-29", "2023-02-29", "0000-01-01", "NaN", "+01:00", "é")).Array[0, 5].Select(string.Concat);

    [Fact]
    public void A_cell_is_valid_if_a_value_can_be_read()
    {
        var number = new Field { Name = "a", Type = FieldType.Number };
        var valid = 0;
        Cells.Sample(text =>
        {
            var cell = Encoding.UTF8.GetBytes(text);
            Same(new IntegerType(number), cell, text);
            Same(new NumberType(number), cell, text);
            foreach (var kind in Enum.GetValues<MomentKind>())
                if (Same(new MomentType(kind, new IsoReader(kind)), cell, text))
                    Interlocked.Increment(ref valid);
        }, iter: 100_000);
        valid.ShouldBeGreaterThan(1000);
    }

    private static Gen<int> Number(int most) => Gen.Int[0, most];

    private static bool Same<T>(CellType<T> type, byte[] cell, string text)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        var isValue = type.TryRead(cell, out _);
        type.IsValid(cell).ShouldBe(isValue, $"\"{text}\" as {type.Expected}");
        return isValue;
    }
}
