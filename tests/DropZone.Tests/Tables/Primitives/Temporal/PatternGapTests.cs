using System.Globalization;
using System.Text;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables.Validation.Fields;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.Temporal;

/// <summary>No part of a date or time is invented: a format has every part, once.</summary>
public sealed class PatternGapTests
{
    [Theory]
    [InlineData(FieldType.Date, "%d/%m", "year")]
    [InlineData(FieldType.Date, "%j", "year")]
    [InlineData(FieldType.Date, "%a", "year")]
    [InlineData(FieldType.Date, "%H:%M", "year")]
    [InlineData(FieldType.Date, "%Y", "month")]
    [InlineData(FieldType.Date, "%d %Y", "month")]
    [InlineData(FieldType.Date, "%Y-%m", "day,")]
    [InlineData(FieldType.Date, "fmt:%b %y", "day,")]
    [InlineData(FieldType.Date, "%Y-%m-%d %I", "half of the day")]
    [InlineData(FieldType.Date, "%Y-%m-%d %M", "hour")]
    [InlineData(FieldType.DateTime, "%d.%m. %H:%M", "year")]
    [InlineData(FieldType.DateTime, "%d.%m.%Y", "hour")]
    [InlineData(FieldType.DateTime, "%d.%m.%Y %I:%M", "half of the day")]
    [InlineData(FieldType.DateTime, "%d.%m.%Y %H %S", "minute")]
    [InlineData(FieldType.DateTime, "%H:%M", "year")]
    [InlineData(FieldType.Time, "%M:%S", "hour")]
    [InlineData(FieldType.Time, "%I:%M", "half of the day")]
    [InlineData(FieldType.Time, "%p", "hour")]
    [InlineData(FieldType.Time, "%H:%S", "minute")]
    [InlineData(FieldType.Time, "%H:%M.%f", "second,")]
    [InlineData(FieldType.Time, "%z", "hour")]
    [InlineData(FieldType.Time, "%H:%M %z %Z", "offset twice")]
    [InlineData(FieldType.Date, "%d.%m.%Y %y", "year twice")]
    [InlineData(FieldType.Date, "%d.%m.%b.%Y", "month twice")]
    [InlineData(FieldType.DateTime, "%Y-%m-%d %H %I %p", "hour twice")]
    public void A_format_that_lacks_or_repeats_a_part_is_a_complaint(FieldType type, string format, string part)
    {
        var problem = Table.Problems(Table.Rules(new Field { Name = "f", Type = type, Format = format })).ShouldHaveSingleItem();
        problem.Path.ShouldBe("schema.fields[0].format");
        problem.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData(FieldType.Date, "%Y%j", "2026060", "2026-03-01")]
    [InlineData(FieldType.Date, "%d %B %y", "1 March 26", "2026-03-01")]
    [InlineData(FieldType.Date, "%d.%m.%Y 00:00:00", "01.03.2026 00:00:00", "2026-03-01")]
    [InlineData(FieldType.Time, "%H", "6", "06:00:00")]
    [InlineData(FieldType.Time, "%I %p", "6 PM", "18:00:00")]
    [InlineData(FieldType.DateTime, "%Y%m%d%H", "2026030106", "2026-03-01T06:00:00")]
    [InlineData(FieldType.DateTime, "%a %d %b %Y %H:%M:%S.%f%:z", "Sun 01 Mar 2026 06:07:08.5+01:00", "2026-03-01T06:07:08.5+01:00")]
    public void A_format_with_every_part_passes(FieldType type, string format, string cell, string value)
    {
        Verdict.IsValid(type, cell, format).ShouldBeTrue();
        var reader = MomentReader.For(Enum.Parse<MomentKind>(type.ToString()), format, null, DatePattern.PosixPivot, out _);
        reader.ShouldNotBeNull().TryRead(Encoding.UTF8.GetBytes(cell), out var moment).ShouldBeTrue();
        var local = moment.Local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        (type == FieldType.Time ? local[11..] : local).ShouldStartWith(value[..Math.Min(value.Length, 21)]);
    }

    [Theory]
    [InlineData("2026-03-01 060", true)]
    [InlineData("2026-03-02 060", false)]
    [InlineData("2026-04-01 060", false)]
    public void The_day_of_the_year_must_be_that_of_the_date(string cell, bool isValid) =>
        Verdict.IsValid(FieldType.Date, cell, "%Y-%m-%d %j").ShouldBe(isValid);

    [Theory]
    [InlineData("YYYY-MM-DD")]
    [InlineData("any day")]
    public void A_format_without_a_directive_is_no_date(string format) => Verdict.IsValid(FieldType.Date, format, format).ShouldBeFalse();
}
