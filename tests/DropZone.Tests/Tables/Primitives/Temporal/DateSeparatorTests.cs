using DropZone.Tables.Schema;
using DropZone.Tests.Tables.Validation.Fields;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.Temporal;

/// <summary>The format <c>any</c> reads usual separators only: others are damage.</summary>
public sealed class DateSeparatorTests
{
    [Theory]
    [InlineData("-03/05/2026")]
    [InlineData("03//05/2026")]
    [InlineData("03/05-2026")]
    [InlineData("03041012")]
    [InlineData("03/05/2026/")]
    [InlineData("03/05/2026-")]
    [InlineData("/03/05/2026")]
    [InlineData("13.05/2026")]
    [InlineData("13.05 2026")]
    [InlineData("13. .05.2026")]
    [InlineData("13,05,2026")]
    [InlineData("13 -05-2026")]
    [InlineData("2026-13/05")]
    [InlineData("2026--05-13")]
    [InlineData("-2026-05-13")]
    [InlineData("+2026-05-13")]
    [InlineData("13--May-2026")]
    [InlineData("13-May/2026")]
    [InlineData("13-May 2026")]
    [InlineData("-13 May 2026")]
    [InlineData("13T05T2026")]
    [InlineData("13/05 00:00 2026")]
    [InlineData("..13.05.2026")]
    public void An_unusual_separator_is_refused(string cell) => Verdict.IsValid(FieldType.Date, cell, "any").ShouldBeFalse();

    [Theory]
    [InlineData("13/05/2026 -10:00")]
    [InlineData("2026-05-13-10:00")]
    [InlineData("13/05/2026/10:00")]
    [InlineData("13/05/2026,,10:00")]
    public void An_unusual_separator_before_a_time_is_refused(string cell) => Verdict.IsValid(FieldType.DateTime, cell, "any").ShouldBeFalse();

    [Theory]
    [InlineData("13/05/2026")]
    [InlineData("13-05-2026")]
    [InlineData("13.05.2026")]
    [InlineData("13.05.2026.")]
    [InlineData("13 05 2026")]
    [InlineData("13 / 05 / 2026")]
    [InlineData("2026/05/13")]
    [InlineData("2026. 05. 13.")]
    [InlineData("20260513")]
    [InlineData("99991231")]
    [InlineData("13 May 2026")]
    [InlineData("13-May-2026")]
    [InlineData("13. May 2026")]
    [InlineData("May 13, 2026")]
    [InlineData("Wed., 13 May 2026")]
    [InlineData("Wednesday, 13th of May 2026")]
    [InlineData(" 13/05/2026 ")]
    public void A_usual_separator_passes(string cell) => Verdict.IsValid(FieldType.Date, cell, "any").ShouldBeTrue();

    [Theory]
    [InlineData("13/05/2026 10:00")]
    [InlineData("13/05/2026, 10:00")]
    [InlineData("2026. 05. 13. 10:00")]
    [InlineData("10:00 13/05/2026")]
    [InlineData("13 May 2026 at 10:00 pm")]
    [InlineData("Wed May 13 10:00:00 2026")]
    [InlineData("20260513T10:00")]
    [InlineData("2026-05-13 10:00:00.5 +0200")]
    public void A_usual_separator_before_a_time_passes(string cell) => Verdict.IsValid(FieldType.DateTime, cell, "any").ShouldBeTrue();
}
