using DropZone.Errors;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class FieldTypeTests
{
    [Theory]
    [InlineData(FieldType.Integer, "7", true)]
    [InlineData(FieldType.Integer, "-007", true)]
    [InlineData(FieldType.Integer, "+7", true)]
    [InlineData(FieldType.Integer, " 7 ", true)]
    [InlineData(FieldType.Integer, "123456789012345678901234567890123456789012", true)]
    [InlineData(FieldType.Integer, "7.0", false)]
    [InlineData(FieldType.Integer, "-", false)]
    [InlineData(FieldType.Integer, "1 2", false)]
    [InlineData(FieldType.Integer, "1e3", false)]
    [InlineData(FieldType.Number, "7.25", true)]
    [InlineData(FieldType.Number, "-.5", true)]
    [InlineData(FieldType.Number, "5.", true)]
    [InlineData(FieldType.Number, "1E-7", true)]
    [InlineData(FieldType.Number, "nan", true)]
    [InlineData(FieldType.Number, "-INF", true)]
    [InlineData(FieldType.Number, ".", false)]
    [InlineData(FieldType.Number, "1e", false)]
    [InlineData(FieldType.Number, "1.2.3", false)]
    [InlineData(FieldType.Number, "1,5", false)]
    [InlineData(FieldType.Boolean, "TRUE", true)]
    [InlineData(FieldType.Boolean, "0", true)]
    [InlineData(FieldType.Boolean, "tRUE", false)]
    [InlineData(FieldType.Date, "2024-02-29", true)]
    [InlineData(FieldType.Date, "2023-02-29", false)]
    [InlineData(FieldType.Date, "2023-2-9", false)]
    [InlineData(FieldType.Date, "0000-01-01", false)]
    [InlineData(FieldType.Date, "2023-13-01", false)]
    [InlineData(FieldType.Date, "2023-12-31 ", false)]
    [InlineData(FieldType.Time, "23:59:59", true)]
    [InlineData(FieldType.Time, "23:59:59.123456789+01:00", true)]
    [InlineData(FieldType.Time, "24:00:01", false)]
    [InlineData(FieldType.Time, "23:59:59.", false)]
    [InlineData(FieldType.DateTime, "2024-02-29T00:00:00", true)]
    [InlineData(FieldType.DateTime, "2024-02-29 00:00:00Z", false)]
    [InlineData(FieldType.DateTime, "2024-02-29T24:00:00", true)]
    [InlineData(FieldType.DateTime, "2024-02-29", false)]
    [InlineData(FieldType.DateTime, "2024-02-29T00:00:00+1", false)]
    [InlineData(FieldType.Year, "2024", true)]
    [InlineData(FieldType.Year, "24", false)]
    [InlineData(FieldType.Year, "20245", true)]
    [InlineData(FieldType.Any, "whatever", true)]
    public void A_cell_is_of_the_type_or_is_not(FieldType type, string cell, bool valid) =>
        Verdict(new Field { Name = "f", Type = type }, cell, valid);

    [Theory]
    [InlineData(FieldType.Date, "%d.%m.%Y", "3.12.2024", true)]
    [InlineData(FieldType.Date, "%d.%m.%Y", "31.11.2024", false)]
    [InlineData(FieldType.Date, "%e %B %y", " 3 march 68", true)]
    [InlineData(FieldType.Date, "%a %b %d %Y", "Thu Feb 29 2024", true)]
    [InlineData(FieldType.Date, "%a %b %d %Y", "Mon Feb 29 2024", false)]
    [InlineData(FieldType.Date, "%Y%j", "2023366", false)]
    [InlineData(FieldType.Date, "%Y%j", "2024366", true)]
    [InlineData(FieldType.Time, "%I:%M %p", "12:05 pm", true)]
    [InlineData(FieldType.Time, "%I:%M %p", "13:05 pm", false)]
    [InlineData(FieldType.DateTime, "%Y-%m-%dT%H:%M:%S.%f%z", "2024-01-01T01:02:03.5+0100", true)]
    [InlineData(FieldType.Time, "%H:%M:%S %Z %%", "01:02:03 UTC %", true)]
    [InlineData(FieldType.Date, "any", "10th Jan 1969", true)]
    [InlineData(FieldType.Date, "any", "13/10/1969", true)]
    [InlineData(FieldType.Date, "any", "13/13/1969", false)]
    [InlineData(FieldType.DateTime, "any", "Jan 10, 1969 3:15 pm", true)]
    [InlineData(FieldType.Time, "any", "6pm", true)]
    [InlineData(FieldType.String, "email", "a@b.example", true)]
    [InlineData(FieldType.String, "email", "a@b", false)]
    [InlineData(FieldType.String, "uri", "urn:x", true)]
    [InlineData(FieldType.String, "uri", "no scheme", false)]
    [InlineData(FieldType.String, "uuid", "00000000-0000-0000-0000-00000000000g", false)]
    public void A_cell_has_the_format_or_has_not(FieldType type, string format, string cell, bool valid) =>
        Verdict(new Field { Name = "f", Type = type, Format = format }, cell, valid);

    [Theory]
    [InlineData("1.234.567,5", true)]
    [InlineData("1234,5", true)]
    [InlineData("1,5.0", false)]
    [InlineData(".5", false)]
    public void Numbers_follow_their_marks(string cell, bool valid) =>
        Verdict(new Field { Name = "f", Type = FieldType.Number, DecimalChar = ",", GroupChar = "." }, cell, valid);

    [Theory]
    [InlineData("EUR -12", true)]
    [InlineData("12 %", true)]
    [InlineData("EUR", false)]
    [InlineData("1x2", false)]
    public void Text_around_a_number_that_is_not_bare_is_ignored(string cell, bool valid) =>
        Verdict(new Field { Name = "f", Type = FieldType.Integer, BareNumber = false }, cell, valid);

    private static void Verdict(Field field, string cell, bool valid)
    {
        var result = Table.Run($"f\n\"{cell}\"\n", Table.Rules(field)).Result;
        result.Valid.ShouldBe(valid);
        if (!valid)
            result.Errors.ShouldHaveSingleItem().Code.ShouldBe(ErrorCode.TypeError);
    }
}
