using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Inference;

/// <summary>The fields inferred from the cells of a column.</summary>
public sealed class FieldInferenceTests
{
    [Theory]
    [InlineData(FieldType.Integer, "1", "-20", "0")]
    [InlineData(FieldType.Number, "1", "2.50", "-0.1")]
    [InlineData(FieldType.Number, "1e3", "-1.2E-5")]
    [InlineData(FieldType.Boolean, "true", "false")]
    [InlineData(FieldType.Date, "2026-11-24", "2024-02-29")]
    [InlineData(FieldType.DateTime, "2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z")]
    [InlineData(FieldType.Time, "10:00:00", "23:59:59")]
    [InlineData(FieldType.YearMonth, "2026-11", "2026-12")]
    [InlineData(FieldType.Duration, "PT1H", "P3D")]
    [InlineData(FieldType.Object, "{\"a\": 1}", "{}")]
    [InlineData(FieldType.Array, "[1, 2]", "[]")]
    [InlineData(FieldType.String, "a", "1")]
    [InlineData(FieldType.String, "007", "123")]
    [InlineData(FieldType.String, "+49 30 1234", "+49 40 5678")]
    [InlineData(FieldType.String, "1.2.3", "4.5.6")]
    [InlineData(FieldType.String, "2026-02-30", "2026-11-24")]
    [InlineData(FieldType.Integer, "0", "1", "1")]
    [InlineData(FieldType.Integer, "2024", "2025")]
    public void The_type_is_the_narrowest_that_takes_every_cell(FieldType type, params string[] cells) => Column(cells).Type.ShouldBe(type);

    [Theory]
    [InlineData("%d.%m.%Y", "24.11.2026", "01.02.2026")]
    [InlineData("%m/%d/%Y", "11/24/2026", "01/02/2026")]
    [InlineData("%Y-%m-%d", "2014-7-1", "2014-12-31")]
    [InlineData("%Y-%m-%d", "2014-07-01", "2014-7-1")]
    [InlineData("%y/%m/%d", "99/12/31", "98/01/02")]
    [InlineData("%Y%m%d", "20261124", "20260101")]
    [InlineData("%d %b %Y", "24 Nov 2026", "01 Feb 2026")]
    public void A_date_has_the_pattern_that_all_cells_have(string format, params string[] cells)
    {
        var field = Column(cells);
        (field.Type, field.Format).ShouldBe((FieldType.Date, format));
    }

    [Fact]
    public void Ambiguous_day_and_month_are_reported()
    {
        Infer("01/02/2026", "03/04/2026").Yaml.ShouldContain("Day and month may be reversed, %m/%d/%Y");
        Infer("01/02/2026", "24/04/2026").Yaml.ShouldNotContain("other way round");
    }

    [Theory]
    [InlineData("email", "a@example.com", "b@example.org")]
    [InlineData("uri", "https://example.com/a", "ftp://example.com")]
    [InlineData("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174001")]
    public void Text_has_a_format_if_all_cells_have_it(string format, params string[] cells)
    {
        var field = Column(cells);
        (field.Type, field.Format).ShouldBe((FieldType.String, format));
    }

    [Theory]
    [InlineData(FieldType.Number, ",", ".", "1.234,50", "0,99")]
    [InlineData(FieldType.Number, ".", ",", "1,234.50", "0.99")]
    [InlineData(FieldType.Number, ",", " ", "1 234,50", "0,99")]
    [InlineData(FieldType.Number, ".", "'", "1'234.50", "0.99")]
    [InlineData(FieldType.Number, ",", null, "1234,50", "0,99")]
    [InlineData(FieldType.Integer, ".", ",", "1,234,567", "12")]
    [InlineData(FieldType.Integer, ".", ".", "1.234.567", "12")]
    public void Numbers_are_read_as_their_country_writes_them(FieldType type, string decimalChar, string? groupChar, params string[] cells)
    {
        var field = Column(cells);
        (field.Type, field.DecimalChar, field.GroupChar).ShouldBe((type, decimalChar, groupChar));
    }

    [Theory]
    [InlineData(".", "1.234", "5.678")]
    [InlineData(".", "1.234", "12")]
    [InlineData(",", "1,234", "-5,678")]
    public void A_mark_before_three_digits_is_taken_for_the_group_mark_which_rejects_more_and_commented(string group, params string[] cells)
    {
        var inferred = Infer(cells);
        (inferred.Schema.Fields[0].Type, inferred.Schema.Fields[0].GroupChar).ShouldBe((FieldType.Integer, group));
        inferred.Yaml.ShouldContain($"# The mark \"{group}\" groups thousands here; it may be a decimal mark: the samples fit both.");
    }

    [Theory]
    [InlineData("1.234", "12.5")]
    [InlineData("1.234.567", "12")]
    [InlineData("1.234,50", "5.678")]
    public void A_mark_whose_meaning_a_cell_proves_has_no_comment(params string[] cells) => Infer(cells).Yaml.ShouldNotContain("the samples fit both");

    [Theory]
    [InlineData("1.5", "2,5")]
    [InlineData("1.234", "0,99")] // of two countries, or of one
    [InlineData("12.50", "1,234")]
    [InlineData("1,234.50", "1.234,50")]
    public void Numbers_with_different_marks_are_text_with_a_comment(params string[] cells)
    {
        var inferred = Infer(cells);
        inferred.Schema.Fields[0].Type.ShouldBe(FieldType.String);
        inferred.Yaml.ShouldContain("# The numbers have different decimal marks");
    }

    [Theory]
    [InlineData("30/11/2026", "11/30/2026")]
    [InlineData("2026-11-30", "30.11.2026")]
    [InlineData("30/11/2026", "30-11-2026")]
    [InlineData("2026-11-30", "30 Nov 2026")]
    public void Dates_of_different_forms_are_text_with_a_comment(params string[] cells)
    {
        var inferred = Infer(cells);
        inferred.Schema.Fields[0].Type.ShouldBe(FieldType.String);
        inferred.Yaml.ShouldContain("# The dates have different formats");
    }

    [Fact]
    public void A_two_digit_year_that_may_be_the_day_is_reported() => Infer("26/11/30", "27/11/30").Yaml.ShouldContain("# Day, month and year may have another order, %y/%m/%d");

    [Theory]
    [InlineData("12E5", "3e10")]
    [InlineData("1E0", "2")]
    [InlineData("+49401234", "+491701234567")]
    [InlineData("+1", "+2")]
    [InlineData("9007199254740993", "1")]
    [InlineData("12345678901234567890", "12345678901234567891")]
    [InlineData("-9007199254740993", "5")]
    public void Codes_phone_numbers_and_long_identifiers_are_text(params string[] cells) => Column(cells).Type.ShouldBe(FieldType.String);

    [Theory]
    [InlineData("1.5e3", "2.25E-7")]
    [InlineData("+1.5", "-2.5")]
    public void Fractions_with_a_sign_or_an_exponent_are_numbers(params string[] cells) => Column(cells).Type.ShouldBe(FieldType.Number);

    [Fact]
    public void Ambiguous_numbers_are_read_like_those_of_other_columns()
    {
        // 1.234 may be a fraction, or more than a thousand
        InferredFeed.From("a;b\n1.234;2,5\n5.678;3,25\n").Schema.Fields[0].GroupChar.ShouldBe(".");
        var point = InferredFeed.From("a;b\n1.234;2.5\n5.678;3.25\n").Schema.Fields[0];
        (point.Type, point.DecimalChar, point.GroupChar).ShouldBe((FieldType.Number, ".", null));
        InferredFeed.From("a;b\n1.234;2.5\n5.678;3.25\n").Yaml.ShouldContain("# The mark \".\" is a decimal mark here; it may group thousands");
    }

    [Fact]
    public void Marks_for_no_value_are_missing_values_in_numbers_and_words_in_text()
    {
        var number = Column("1", "NA", "3");
        (number.Type, number.Constraints.Required).ShouldBe((FieldType.Integer, false));
        number.MissingValues.ShouldBe(["", "NA"]);
        var text = Column("DE", "NA", "FR");
        (text.Type, text.Constraints.Required).ShouldBe((FieldType.String, true));
        text.MissingValues.ShouldBeNull();
    }

    [Fact]
    public void A_column_without_an_empty_cell_is_required()
    {
        Column("1", "2").Constraints.Required.ShouldBeTrue();
        InferredFeed.From("a,b\n1,x\n,x\n").Schema.Fields[0].Constraints.Required.ShouldBeFalse();
    }

    [Fact]
    public void A_few_repeated_words_are_an_enum()
    {
        Column([.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "open" : "shut")]).Constraints.Enum.ShouldBe(["open", "shut"]);
        Column("open", "shut", "open").Constraints.Enum.ShouldBeNull();
        Column([.. Enumerable.Range(0, 100).Select(i => $"v{i}")]).Constraints.Enum.ShouldBeNull();
    }

    [Fact]
    public void A_first_column_of_many_different_values_is_the_key()
    {
        string Text(int rows, int repeated) =>
            "id,name\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{(i == repeated ? 0 : i)},n\n"));
        InferredFeed.From(Text(50, -1)).Schema.PrimaryKey.ShouldBe(["id"]);
        InferredFeed.From(Text(50, 49)).Schema.PrimaryKey.ShouldBeEmpty();
        InferredFeed.From(Text(5, -1)).Schema.PrimaryKey.ShouldBeEmpty();
    }

    [Fact]
    public void A_column_without_values_is_text_and_reported() => Infer("", "").Yaml.ShouldContain("The column has no value in the samples.");

    private static Field Column(params string[] cells) => Infer(cells).Schema.Fields[0];

    private static InferredFeed Infer(params string[] cells) =>
        InferredFeed.From($"value,other\n{string.Concat(cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",x\n"))}");
}
