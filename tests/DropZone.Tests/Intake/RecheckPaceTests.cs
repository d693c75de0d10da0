using DropZone.Intake;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

public sealed class RecheckPaceTests
{
    [Fact]
    public void One_open_file_is_checked_after_1_2_4_and_finally_every_50_ms() =>
        Enumerable.Range(0, 8).Select(checks => RecheckPace.Delay(checks, 1).TotalMilliseconds).ShouldBe([1, 2, 4, 8, 16, 32, 50, 50]);

    [Fact]
    public void Ten_thousand_open_files_share_a_pace_of_a_thousand_checks_a_second() =>
        RecheckPace.Delay(9, 10_000).ShouldBe(TimeSpan.FromSeconds(10));
}
