using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

/// <summary>Numbers of more digits than the types of the machine have are compared with all their digits.</summary>
public sealed class LongNumberTests
{
    private const string Thirty = "123456789012345678901234567890";
    private const string Forty = "1234567890123456789012345678901234567890";

    [Theory]
    [InlineData(FieldType.Number, Thirty + ".1", Thirty + ".2")]
    [InlineData(FieldType.Number, "0.123456789012345678901234567891", "0.123456789012345678901234567892")]
    [InlineData(FieldType.Number, "-" + Thirty + ".2", "-" + Thirty + ".1")]
    [InlineData(FieldType.Number, "1", "1.00000000000000000000000000000000000001")]
    [InlineData(FieldType.Number, "0.99999999999999999999999999999999", "1")]
    [InlineData(FieldType.Number, "0", "1e-400")]
    [InlineData(FieldType.Number, "-1e-400", "0")]
    [InlineData(FieldType.Number, "1e400", "1.1e400")]
    [InlineData(FieldType.Number, "1e400", "INF")]
    [InlineData(FieldType.Number, "-INF", "-1e400")]
    [InlineData(FieldType.Number, "9007199254740992e3", "9007199254740993e3")]
    [InlineData(FieldType.Integer, Forty, "1234567890123456789012345678901234567891")]
    [InlineData(FieldType.Integer, "-" + Forty, "-1234567890123456789012345678901234567889")]
    [InlineData(FieldType.Integer, "170141183460469231731687303715884105727", Forty)]
    [InlineData(FieldType.Integer, "-" + Forty, "1")]
    public void The_last_digit_decides_about_bounds_enum_and_duplicates(FieldType type, string less, string more)
    {
        IsValid(more, new Constraints { Minimum = more }).ShouldBeTrue();
        IsValid(less, new Constraints { Minimum = more }).ShouldBeFalse();
        IsValid(more, new Constraints { Minimum = less }).ShouldBeTrue();
        IsValid(less, new Constraints { Maximum = less }).ShouldBeTrue();
        IsValid(more, new Constraints { Maximum = less }).ShouldBeFalse();
        IsValid(more, new Constraints { ExclusiveMinimum = less }).ShouldBeTrue();
        IsValid(more, new Constraints { ExclusiveMinimum = more }).ShouldBeFalse();
        IsValid(less, new Constraints { ExclusiveMaximum = more }).ShouldBeTrue();
        IsValid(less, new Constraints { ExclusiveMaximum = less }).ShouldBeFalse();
        IsValid(less, new Constraints { Enum = [less] }).ShouldBeTrue();
        IsValid(more, new Constraints { Enum = [less] }).ShouldBeFalse();
        AreUnique(type, less, more).ShouldBeTrue();
        AreUnique(type, more, more).ShouldBeFalse();

        bool IsValid(string cell, Constraints constraints) => Verdict.IsValid(type, cell, constraints);
    }

    [Theory]
    [InlineData(FieldType.Number, Thirty + ".1", "0" + Thirty + ".100")]
    [InlineData(FieldType.Number, Thirty + ".1", "1234567890123456789012345678901e-1")]
    [InlineData(FieldType.Number, "1000", "1e3")]
    [InlineData(FieldType.Number, "1.50", "15E-1")]
    [InlineData(FieldType.Number, "0", "-0e7")]
    [InlineData(FieldType.Number, "1", "1.0000000000000000000000000000000000000000")]
    [InlineData(FieldType.Number, "1e400", "10e399")]
    [InlineData(FieldType.Integer, Forty, "+00" + Forty)]
    public void Equal_numbers_are_equal_however_they_are_written(FieldType type, string one, string other)
    {
        AreUnique(type, one, other).ShouldBeFalse();
        Verdict.IsValid(type, one, new Constraints { Enum = [other], Minimum = other, Maximum = other }).ShouldBeTrue();
    }

    [Fact]
    public void A_cell_with_a_long_number_makes_no_garbage()
    {
        var rules = Table.Rules(new Field { Name = "f", Type = FieldType.Number, Constraints = new Constraints { Minimum = Thirty, Enum = [Thirty + ".1"] } });
        var (few, many) = (Text(1000), Text(21000));
        Table.Run(many, rules);
        (Allocated(many) - Allocated(few)).ShouldBeLessThan(20000 * 20);

        long Allocated(string text)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Table.Run(text, rules).Result.Valid.ShouldBeTrue();
            return GC.GetAllocatedBytesForCurrentThread() - before - (text.Length * 4L);
        }

        static string Text(int rows) => "f\n" + string.Concat(Enumerable.Repeat(Thirty + ".1\n", rows));
    }

    private static bool AreUnique(FieldType type, string one, string other) =>
        Table.Run($"f\n{one}\n{other}\n", Table.Rules(new Field { Name = "f", Type = type, Constraints = new Constraints { Unique = true } })).Result.Valid;
}
