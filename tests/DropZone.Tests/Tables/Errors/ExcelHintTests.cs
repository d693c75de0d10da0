using DropZone.Tables.Schema;
using DropZone.Tests.Tables.Validation.Fields;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Errors;

public sealed class ExcelHintTests
{
    [Theory]
    [InlineData(FieldType.Integer, "1,23E+11", "shortened")]
    [InlineData(FieldType.Integer, "1.23E+11", "shortened")]
    [InlineData(FieldType.Integer, "1E+11", "shortened")]
    [InlineData(FieldType.Date, "46356", "number of days")]
    [InlineData(FieldType.DateTime, "46356,5", "number of days")]
    [InlineData(FieldType.Number, "01. Mrz", "into a date")]
    [InlineData(FieldType.Number, "Jan-05", "into a date")]
    [InlineData(FieldType.Number, "1-Mar", "into a date")]
    [InlineData(FieldType.Integer, "05. Mär", "into a date")]
    [InlineData(FieldType.Integer, "#REF!", "an error that Excel shows")]
    [InlineData(FieldType.Date, "#N/A", "an error that Excel shows")]
    [InlineData(FieldType.Date, "########", "an error that Excel shows")]
    [InlineData(FieldType.Integer, "x", null)]
    [InlineData(FieldType.Integer, "1E5", null)]
    [InlineData(FieldType.Date, "4635", null)]
    [InlineData(FieldType.Date, "99999", null)]
    [InlineData(FieldType.Boolean, "46356", null)]
    [InlineData(FieldType.Number, "5 May 2", null)]
    [InlineData(FieldType.Number, "12 kg", null)]
    [InlineData(FieldType.Integer, "", null)]
    public void Values_changed_by_Excel_have_a_hint(FieldType type, string cell, string? hint)
    {
        var message = Verdict.Error(new Field { Name = "f", Type = type, MissingValues = [] }, cell).ShouldNotBeNull().Message;
        message.Contains("Excel", StringComparison.Ordinal).ShouldBe(hint is not null, message);
        if (hint is not null)
            message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("\\d{5}", "1234", true)]
    [InlineData("0[0-9]{4}", "1234", true)]
    [InlineData("\\d{5}", "123x", false)]
    [InlineData("\\d{5}", "123456", false)]
    [InlineData("[A-Z]{2}", "12", false)]
    [InlineData("\\d+x", "12", false)]
    public void A_code_without_its_leading_zeros_has_a_hint(string pattern, string cell, bool hasHint) =>
        Verdict.Error(new Field { Name = "f", Constraints = new Constraints { Pattern = pattern } }, cell).ShouldNotBeNull()
            .Message.Contains("leading zeros", StringComparison.Ordinal).ShouldBe(hasHint);

    [Fact]
    public void A_code_that_is_too_short_or_not_in_the_list_has_a_hint()
    {
        Verdict.Error(new Field { Name = "f", Constraints = new Constraints { MinLength = 4 } }, "12")!.Message.ShouldContain("leading zeros");
        Verdict.Error(new Field { Name = "f", Constraints = new Constraints { Enum = ["007"] } }, "7")!.Message.ShouldContain("leading zeros");
        Verdict.Error(new Field { Name = "f", Type = FieldType.List, Constraints = new Constraints { MinLength = 4 } }, "12")!.Message.ShouldNotContain("leading zeros");
    }
}
