using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Cell;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

/// <summary>24:00:00 is the end of a day. Source: https://www.w3.org/TR/xmlschema-2/#dateTime</summary>
public sealed class EndOfDayTests
{
    [Theory]
    [InlineData(FieldType.Time, "24:00:00", true)]
    [InlineData(FieldType.Time, "24:00:00.000", true)]
    [InlineData(FieldType.Time, "24:00:00Z", true)]
    [InlineData(FieldType.Time, "24:00:00.5", false)]
    [InlineData(FieldType.Time, "24:00:01", false)]
    [InlineData(FieldType.Time, "24:01:00", false)]
    [InlineData(FieldType.Time, "25:00:00", false)]
    [InlineData(FieldType.DateTime, "2026-11-30T24:00:00", true)]
    [InlineData(FieldType.DateTime, "2026-11-30T24:00:00.0+01:00", true)]
    [InlineData(FieldType.DateTime, "2026-11-30T24:00:01", false)]
    [InlineData(FieldType.DateTime, "2026-11-31T24:00:00", false)]
    [InlineData(FieldType.DateTime, "9999-12-31T24:00:00", false)] // no such day
    [InlineData(FieldType.DateTime, "9998-12-31T24:00:00", true)]
    public void Only_its_last_moment_may_have_the_hour_24(FieldType type, string cell, bool isValid) => Verdict.IsValid(type, cell).ShouldBe(isValid);

    [Theory]
    [InlineData("24:00", true)]
    [InlineData("24:00:00", true)]
    [InlineData("24:30", false)]
    [InlineData("24:00 am", false)]
    [InlineData("24am", false)]
    public void A_time_in_any_format_may_be_the_end_of_the_day(string cell, bool isValid) => Verdict.IsValid(FieldType.Time, cell, "any").ShouldBe(isValid);

    [Theory]
    [InlineData("2026-12-31T24:00:00", "2027-01-01T00:00:00")]
    [InlineData("2024-02-28T24:00:00", "2024-02-29T00:00:00")]
    [InlineData("2026-11-30T24:00:00Z", "2026-12-01T00:00:00")]
    [InlineData("2026-11-30T23:59:59", "2026-11-30T23:59:59")]
    public void The_end_of_a_day_is_the_start_of_the_next(string cell, string written)
    {
        var step = new DateStep(new Dictionary<string, string> { ["when"] = "%Y-%m-%dT%H:%M:%S" });
        Table.Run($"when\n{cell}\n", Table.Rules(Table.Field("when", FieldType.DateTime)) with { Steps = [step] }).Output.ShouldBe($"when\n{written}\n");
    }

    [Fact]
    public void The_end_of_a_day_equals_the_start_of_the_next()
    {
        var unique = Table.Rules(Table.Field("when", FieldType.DateTime, new Constraints { Unique = true }));
        Table.Run("when\n2026-11-30T24:00:00\n2026-12-01T00:00:00\n", unique).Error.Message.ShouldContain("Duplicate");
        var bounded = Table.Rules(Table.Field("when", FieldType.DateTime, new Constraints { Maximum = "2026-11-30T23:59:59" }));
        Table.Run("when\n2026-11-30T24:00:00\n", bounded).Error.Message.ShouldContain("above the maximum");
    }
}
