using DropZone.Errors;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class NumberTypeTests
{
    [Theory]
    [InlineData("NaN", true)]
    [InlineData("nan", true)]
    [InlineData("INF", true)]
    [InlineData("-inf", true)]
    [InlineData(" NaN ", true)]
    [InlineData("+INF", false)]
    [InlineData("Infinity", false)]
    [InlineData("+100000.00", true)]
    [InlineData("1e+5", true)]
    [InlineData("1E5", true)]
    [InlineData("1e5.0", false)]
    [InlineData("0x10", false)]
    [InlineData("--1", false)]
    [InlineData("1 000", false)]
    [InlineData("١", false)]
    public void Numbers_are_decimals_with_an_exponent_or_special(string cell, bool valid) => Verdict.IsValid(FieldType.Number, cell).ShouldBe(valid);

    [Theory]
    [InlineData("95%", "95", true)]
    [InlineData("€95", "95", true)]
    [InlineData("EUR 95", "95", true)]
    [InlineData("-$95.50", "-95.5", true)]
    [InlineData("$-95.50", "-95.5", true)]
    [InlineData("- 95 kg", "-95", true)]
    [InlineData("$.5", "0.5", true)]
    [InlineData("$", "0", false)]
    [InlineData("9a5", "0", false)]
    public void A_number_that_is_not_bare_keeps_its_value(string cell, string value, bool valid)
    {
        var field = new Field { Name = "f", Type = FieldType.Number, BareNumber = false };
        Verdict.Of(field, cell).ShouldBe(valid ? null : ErrorCode.TypeError);
        if (valid)
            Verdict.Of(field with { Constraints = new Constraints { Enum = [value] } }, cell).ShouldBeNull();
    }

    [Theory]
    [InlineData("’", ".", "1’234.5", true)]
    [InlineData("&nbsp;", ",", "1&nbsp;234,5", true)]
    [InlineData("\u00A0", "<>", "1\u00A0234<>5", true)]
    [InlineData(".", ",", "1.234.567,89", true)]
    [InlineData(".", ",", ".1", false)]
    [InlineData(",", ".", "-,5", false)]
    [InlineData(null, ",", "1.5", false)]
    [InlineData("", ".", "1.5", true)]
    public void Marks_may_be_of_several_characters(string? group, string mark, string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.Number, GroupChar = group, DecimalChar = mark }, cell).ShouldBe(valid ? null : ErrorCode.TypeError);

    [Theory]
    [InlineData(",", true, "1,234,567", true)]
    [InlineData(".", true, "1.234.567", true)]
    [InlineData(null, true, "1,234", false)]
    [InlineData(null, false, "12 %", true)]
    [InlineData(null, false, "12.5 %", false)]
    [InlineData(",", true, "1,234.0", false)]
    public void Integers_may_group_their_digits(string? group, bool bare, string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.Integer, GroupChar = group, BareNumber = bare }, cell).ShouldBe(valid ? null : ErrorCode.TypeError);

    [Theory]
    [InlineData("ja", true)]
    [InlineData("true", false)]
    [InlineData("0", true)]
    [InlineData("Ja", false)]
    public void Own_words_for_true_replace_the_standard_ones_and_those_for_false_stay(string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.Boolean, TrueValues = ["ja"] }, cell).ShouldBe(valid ? null : ErrorCode.TypeError);
}
