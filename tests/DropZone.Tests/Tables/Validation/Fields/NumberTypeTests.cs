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
    [InlineData("12.50")]
    [InlineData("31.12.2026")]
    [InlineData("1,234.56")]
    [InlineData("1.2.3")]
    [InlineData("1..234")]
    [InlineData("1.234.")]
    [InlineData("1234.567")]
    [InlineData("1.2345")]
    [InlineData("192.168.0.1")]
    [InlineData("12.345.67,8")]
    [InlineData("0,123.456")]
    [InlineData("-.123")]
    [InlineData("1.23e5")]
    [InlineData("12.34.567")]
    [InlineData("0.123")]
    [InlineData("001.234")]
    [InlineData("00.123,5")]
    [InlineData("030.123.456")]
    public void A_group_mark_that_is_not_before_three_digits_is_no_group_mark(string cell)
    {
        foreach (var bare in new[] { true, false })
        {
            IsNumber(cell, ",", ".", bare).ShouldBeFalse();
            IsNumber(Mirrored(cell), ".", ",", bare).ShouldBeFalse();
        }

        Verdict.Of(new Field { Name = "f", Type = FieldType.Integer, GroupChar = "." }, cell).ShouldBe(ErrorCode.TypeError);
    }

    [Theory]
    [InlineData("1.234")]
    [InlineData("-12.345.678,5")]
    [InlineData("+123.456")]
    [InlineData("1234567,25")]
    [InlineData("1.234e5")]
    [InlineData("0,5")]
    public void Digits_in_groups_of_three_or_in_none_are_a_number(string cell)
    {
        IsNumber(cell, ",", ".").ShouldBeTrue();
        IsNumber(Mirrored(cell), ".", ",").ShouldBeTrue();
    }

    [Theory]
    [InlineData("12,34,567.5", true)]
    [InlineData("1,23,45,678", true)]
    [InlineData("1,234", true)]
    [InlineData("1,234,567", false)]
    [InlineData("123,456", false)]
    [InlineData("12,34", false)]
    public void Indian_groups_are_of_two_digits_before_the_last_of_three(string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.Number, GroupChar = ",", Grouping = DigitGrouping.Indian }, cell).ShouldBe(valid ? null : ErrorCode.TypeError);

    [Theory]
    [InlineData("1\u00A0234")]
    [InlineData("1\u202F234,5")]
    [InlineData("1\u2009234 567")]
    public void Spaces_that_do_not_break_pass_for_a_space(string cell)
    {
        IsNumber(cell, ",", " ").ShouldBeTrue();
        IsNumber(cell, ",", "_").ShouldBeFalse();
    }

    [Theory]
    [InlineData("(12.50)", "-12.5")]
    [InlineData("($12.50)", "-12.5")]
    [InlineData("$(12.50)", "-12.5")]
    [InlineData("(12.50) EUR", "-12.5")]
    [InlineData("12.50-", "-12.5")]
    [InlineData("12.50 -", "-12.5")]
    [InlineData("12.50 EUR -", "-12.5")]
    [InlineData("\u221212.50", "-12.5")]
    [InlineData("12.50\u2212", "-12.5")]
    [InlineData("\u20AC \u221212.50", "-12.5")]
    [InlineData("12.50 \u20AC", "12.5")]
    [InlineData("US$ 12.50", "12.5")]
    [InlineData("12.50 z\u0142", "12.5")]
    [InlineData("12.50 kWh", "12.5")]
    [InlineData("+12.50 %", "12.5")]
    [InlineData("Rs.500", "500")]
    [InlineData("Fr. 12.50", "12.5")]
    [InlineData("12.50 km/h", "12.5")]
    [InlineData("12.50 m\u00B2/kg", "0")]
    [InlineData("1000\u2030", "1000")]
    public void A_sign_around_a_number_that_is_not_bare_counts(string cell, string value)
    {
        var field = new Field { Name = "f", Type = FieldType.Number, BareNumber = false, Constraints = new Constraints { Enum = [value] } };
        Verdict.Of(field, cell).ShouldBe(value == "0" ? ErrorCode.TypeError : null);
    }

    [Theory]
    [InlineData("12.50+")]
    [InlineData("5+")]
    [InlineData("12.-")]
    [InlineData("Fr. 12.-")]
    [InlineData("12.- CHF")]
    [InlineData("3 TEUR")]
    [InlineData("3 kUSD")]
    [InlineData("3 EURm")]
    [InlineData("3 MEUR")]
    [InlineData("3 T\u20AC")]
    [InlineData("3 thsd")]
    [InlineData("5 und mehr")]
    [InlineData("\u00FCber 5")]
    [InlineData("mindestens 5")]
    [InlineData("half 5")]
    [InlineData("no 5")]
    [InlineData("12.50 Lastschrift")]
    [InlineData("5 cent")]
    [InlineData("min 5")]
    [InlineData("min. 5")]
    [InlineData("5 Donaudampfschifffahrten")]
    [InlineData("5 bps")]
    [InlineData("5 ppm")]
    [InlineData("5 doz")]
    [InlineData("5 Trio")]
    [InlineData("12.50 DR")]
    [InlineData("12.50 CR")]
    [InlineData("12.50 S")]
    [InlineData("H 12.50")]
    [InlineData("1.2M")]
    [InlineData("1.2 m")]
    [InlineData("5k")]
    [InlineData("EUR 5K")]
    [InlineData("1.2 Mio.")]
    [InlineData("1.2 Mrd EUR")]
    [InlineData("3 thousand")]
    [InlineData("3 lakh")]
    [InlineData("\u20AC1.2bn")]
    [InlineData("<5")]
    [InlineData("> 5")]
    [InlineData("\u22645")]
    [InlineData("~5")]
    [InlineData("\u00B15")]
    [InlineData("5+/-")]
    [InlineData("ca. 5")]
    [InlineData("minus 5")]
    [InlineData("(12.50")]
    [InlineData("12.50)")]
    [InlineData("-(12.50)")]
    [InlineData("((12.50))")]
    [InlineData("-12.50-")]
    [InlineData("+-5")]
    [InlineData("A-12")]
    [InlineData("#12")]
    [InlineData("12!")]
    [InlineData("10\u00B2")]
    [InlineData("5\u00BD")]
    [InlineData("12,-")]
    [InlineData("5*")]
    [InlineData("[5]")]
    [InlineData("x5")]
    public void Text_that_may_change_a_number_makes_it_none(string cell) => IsNumber(cell, ".", null, bare: false).ShouldBeFalse();

    [Theory]
    [InlineData("minimum")]
    [InlineData("maximum")]
    [InlineData("exclusiveMinimum")]
    [InlineData("exclusiveMaximum")]
    public void NaN_is_within_no_bound(string bound)
    {
        var constraints = bound switch
        {
            "minimum" => new Constraints { Minimum = "-1e300" },
            "maximum" => new Constraints { Maximum = "1e300" },
            "exclusiveMinimum" => new Constraints { ExclusiveMinimum = "-1e300" },
            _ => new Constraints { ExclusiveMaximum = "1e300" },
        };
        Verdict.Of(new Field { Name = "f", Type = FieldType.Number, Constraints = constraints }, "NaN").ShouldNotBeNull();
        Verdict.Of(new Field { Name = "f", Type = FieldType.Number, Constraints = constraints }, "1").ShouldBeNull();
    }

    private static bool IsNumber(string cell, string mark, string? group, bool bare = true) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.Number, DecimalChar = mark, GroupChar = group, BareNumber = bare }, cell) is null;

    private static string Mirrored(string cell) => string.Concat(cell.Select(letter => letter switch { ',' => '.', '.' => ',', _ => letter }));

    [Theory]
    [InlineData("ja", true)]
    [InlineData("true", false)]
    [InlineData("0", true)]
    [InlineData("Ja", false)]
    public void Own_words_for_true_replace_the_standard_ones_and_those_for_false_stay(string cell, bool valid) =>
        Verdict.Of(new Field { Name = "f", Type = FieldType.Boolean, TrueValues = ["ja"] }, cell).ShouldBe(valid ? null : ErrorCode.TypeError);
}
