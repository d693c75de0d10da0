using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Validation.Fields;

public sealed class CalendarTypeTests
{
    [Theory]
    [InlineData("2026", true)]
    [InlineData("0044", true)]
    [InlineData("-0044", true)]
    [InlineData("12026", true)]
    [InlineData("2026Z", true)]
    [InlineData("2026+01:00", true)]
    [InlineData("2026-14:00", true)]
    [InlineData("2026+14:01", false)]
    [InlineData("02026", false)]
    [InlineData("0000", false)]
    [InlineData("202", false)]
    [InlineData("+2026", false)]
    [InlineData(" 2026", false)]
    [InlineData("2026.0", false)]
    public void Years_are_those_of_XML_Schema(string cell, bool valid) => Verdict.IsValid(FieldType.Year, cell).ShouldBe(valid);

    [Theory]
    [InlineData(FieldType.Year, "2026", true)]
    [InlineData(FieldType.Year, "26", false)]
    [InlineData(FieldType.YearMonth, "2026-11", true)]
    [InlineData(FieldType.YearMonth, "11/2026", false)]
    public void The_format_any_of_years_and_months_is_the_default(FieldType type, string cell, bool valid) => Verdict.IsValid(type, cell, "any").ShouldBe(valid);

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("-0044-03", true)]
    [InlineData("12026-01", true)]
    [InlineData("2026-11Z", true)]
    [InlineData("2026-00", false)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("2026-011", false)]
    [InlineData("202611", false)]
    [InlineData("2026", false)]
    [InlineData("2026-11-01", false)]
    public void Months_are_those_of_XML_Schema(string cell, bool valid) => Verdict.IsValid(FieldType.YearMonth, cell).ShouldBe(valid);

    [Theory]
    [InlineData("2014-01-01T06:00:00", true)]
    [InlineData("2014-01-01T06:00:00.300-05:00", true)]
    [InlineData("2014-01-01T06:00:00Z", true)]
    [InlineData("2014-01-01T06:00:00+14:00", true)]
    [InlineData("2014-01-01T06:00:00+14:01", false)]
    [InlineData("2014-01-01T06:00:00+0100", false)]
    [InlineData("2014-01-01T06:00:00+01", false)]
    [InlineData("2014-01-01T06:00:00z", false)]
    [InlineData("2014-01-01t06:00:00", false)]
    [InlineData("2014-01-01T06:00:00,5", false)]
    [InlineData("2014-01-01T06:00", false)]
    [InlineData("2014-01-01T06:00:60", false)]
    [InlineData("2014-02-29T06:00:00", false)]
    [InlineData("20140101T060000", false)]
    public void Datetimes_are_those_of_XML_Schema(string cell, bool valid) => Verdict.IsValid(FieldType.DateTime, cell).ShouldBe(valid);

    [Theory]
    [InlineData("fmt:%d.%m.%Y", "30.11.2026", true)]
    [InlineData("%d.%m.%Y", "2026-11-30", false)]
    [InlineData("any", "2026-11-30", true)]
    [InlineData("any", "30 November 2026", true)]
    [InlineData("any", "20261130", true)]
    [InlineData("any", "November", false)]
    public void Dates_have_their_format(string format, string cell, bool valid) => Verdict.IsValid(FieldType.Date, cell, format).ShouldBe(valid);

    [Theory]
    [InlineData("P1Y", true)]
    [InlineData("P1Y10M3DT5H11M7S", true)]
    [InlineData("PT0.5S", true)]
    [InlineData("PT1.000000000000000000001S", true)]
    [InlineData("-P30D", true)]
    [InlineData("P2W", true)]
    [InlineData("PT36H", true)]
    [InlineData("P0D", true)]
    [InlineData("P000000000000000001D", true)]
    [InlineData("P", false)]
    [InlineData("-", false)]
    [InlineData("PT", false)]
    [InlineData("P1YT", false)]
    [InlineData("P1M1Y", false)]
    [InlineData("P1Y1Y", false)]
    [InlineData("P-1Y", false)]
    [InlineData("+P1Y", false)]
    [InlineData("P1.5Y", false)]
    [InlineData("PT1.5H", false)]
    [InlineData("PT1.S", false)]
    [InlineData("PT.5S", false)]
    [InlineData("PT1D", false)]
    [InlineData("P1H", false)]
    [InlineData("PT1M1H", false)]
    [InlineData("PT1HT1M", false)]
    [InlineData("p1y", false)]
    [InlineData("P1", false)]
    [InlineData("P1Y ", false)]
    [InlineData("P1234567890123Y", false)]
    public void Durations_are_those_of_XML_Schema_and_weeks(string cell, bool valid) => Verdict.IsValid(FieldType.Duration, cell).ShouldBe(valid);

    [Theory]
    [InlineData("P1Y", "P12M", true)]
    [InlineData("P1D", "PT24H", true)]
    [InlineData("P1W", "P7D", true)]
    [InlineData("PT1M", "PT60.0S", true)]
    [InlineData("-PT1M", "-PT60S", true)]
    [InlineData("P1M", "P30D", false)]
    [InlineData("PT1S", "-PT1S", false)]
    public void Equal_durations_are_one_value(string first, string second, bool equal)
    {
        Verdict.IsValid(FieldType.Duration, second, new Constraints { Enum = [first] }).ShouldBe(equal);
        var unique = Table.Rules(Table.Field("f", FieldType.Duration, new Constraints { Unique = true }));
        Table.Run($"f\n{first}\n{second}\n", unique).Result.Valid.ShouldBe(!equal);
    }

    [Theory]
    [InlineData(FieldType.Duration, "P1M", "P1Y", "P27D", "P40D")]
    [InlineData(FieldType.Duration, "-P1D", "PT1H", "-PT25H", "PT0S")]
    [InlineData(FieldType.YearMonth, "1999-12", "2000-02", "2000-03", "2000-01")]
    [InlineData(FieldType.YearMonth, "-0044-12", "0001-01", "-0044-11", "-0043-01")]
    [InlineData(FieldType.Year, "-0044", "12000", "-0045", "2000")]
    public void Values_outside_the_bounds_fail(FieldType type, string minimum, string maximum, string outside, string inside)
    {
        var bounds = new Constraints { Minimum = minimum, Maximum = maximum };
        Verdict.IsValid(type, minimum, bounds).ShouldBeTrue();
        Verdict.IsValid(type, maximum, bounds).ShouldBeTrue();
        Verdict.IsValid(type, inside, bounds).ShouldBeTrue();
        Verdict.IsValid(type, outside, bounds).ShouldBeFalse();
    }

    [Theory]
    [InlineData(FieldType.Integer, "1", "3", "2")]
    [InlineData(FieldType.Number, "0.1", "0.3", "0.2")]
    [InlineData(FieldType.Date, "2026-01-01", "2026-01-03", "2026-01-02")]
    [InlineData(FieldType.Time, "06:00:00", "06:00:00.2", "06:00:00.1")]
    [InlineData(FieldType.DateTime, "2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T02:00:00+01:00")]
    [InlineData(FieldType.Year, "1999", "2001", "2000")]
    [InlineData(FieldType.YearMonth, "1999-12", "2000-02", "2000-01")]
    [InlineData(FieldType.Duration, "P1D", "P3D", "PT48H")]
    public void Exclusive_bounds_are_no_values_themselves(FieldType type, string above, string below, string between)
    {
        var bounds = new Constraints { ExclusiveMinimum = above, ExclusiveMaximum = below };
        Verdict.IsValid(type, between, bounds).ShouldBeTrue();
        Verdict.IsValid(type, above, bounds).ShouldBeFalse();
        Verdict.IsValid(type, below, bounds).ShouldBeFalse();
    }
}
