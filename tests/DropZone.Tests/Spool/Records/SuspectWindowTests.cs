using DropZone.Linux;
using DropZone.Spool.Records;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Records;

/// <summary>The window of a power cut, in minutes: it begins at 10, the boot was at 20, the first start at 30.</summary>
public sealed class SuspectWindowTests
{
    [Theory]
    [InlineData(9, 9, false, "touched long before the cut: written back since")]
    [InlineData(10, 5, true, "a copy that kept its time")]
    [InlineData(20, 19, true, "touched right before the cut")]
    [InlineData(21, 19, true, "as btrfs leaves what it replays after the boot")]
    [InlineData(21, 5, true, "the same of a copy that kept its time")]
    [InlineData(21, 21, false, "written after the boot")]
    [InlineData(30, 20, true, "touched up to the first look")]
    [InlineData(31, 19, false, "changed after it, by a sender")]
    public void The_window_contains_files_changed_in_it(int changed, int modified, bool holds, string because) =>
        new SuspectWindow(Minute(10), Minute(20), Minute(30)).Holds(Look(changed, modified)).ShouldBe(holds, because);

    [Fact]
    public void A_window_of_an_earlier_version_ends_with_the_boot() => new SuspectWindow(Minute(10), Minute(20)).Holds(Look(21, 19)).ShouldBeFalse();

    private static DateTimeOffset Minute(int minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);

    private static FileStatus Look(int changed, int modified) =>
        new(FileKind.Regular, 1, 1, 1, 0, Minute(modified).ToUnixTimeMilliseconds() * 1_000_000, Minute(changed).ToUnixTimeMilliseconds() * 1_000_000);
}
