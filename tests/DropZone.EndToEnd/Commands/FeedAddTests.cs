using DropZone.EndToEnd.Harness;
using DropZone.Errors;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone feed add</c> and <c>dropzone explain</c>.</summary>
public sealed class FeedAddTests
{
    private const string Sample = "id,placed\n1,2026-11-28\n2,2026-11-29\n";

    [Fact]
    public void An_added_feed_accepts_files_immediately()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        var (exitCode, output) = Add(zone, "shipments", zone.FileOutside("shipments-2026.csv", Sample), "--yes");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("type: date");
        output.ShouldContain("The service claims them now.");
        zone.Drop("a.csv", Sample, feed: "shipments");
        zone.Drop("b.csv", "id,placed\n1,yesterday\n", feed: "shipments");
        Until.True(() => zone.Jobs("archive", "shipments").Count == 1 && zone.Jobs("failed", "shipments").Count == 1, () => service.Output);

        var (again, why) = Add(zone, "shipments", zone.FileOutside("shipments-2026.csv", Sample), "--yes");
        again.ShouldBe(2);
        why.ShouldContain("is already configured in");
    }

    [Fact]
    public void Without_confirmation_or_with_an_unusable_sample_nothing_is_changed()
    {
        using var zone = new TestZone();
        DropZoneProcess.Run("init", zone.Root).ExitCode.ShouldBe(0);
        var sample = zone.FileOutside("shipments.csv", Sample);
        Add(zone, "shipments", sample).ExitCode.ShouldBe(2);
        Add(zone, "Shipments!", sample, "--yes").ExitCode.ShouldBe(2);
        Add(zone, "shipments", sample, "--yes", "--group", "no-such-group").Output.ShouldContain("There is no group no-such-group. Nothing was changed. Create it: groupadd no-such-group");
        Add(zone, "shipments", zone.FileOutside("bad.csv", ""), "--yes").ExitCode.ShouldBe(1);
        Directory.GetFiles($"{zone.Etc}/feeds.d").Length.ShouldBe(1);
        Directory.Exists($"{zone.Root}/incoming/shipments").ShouldBeFalse();
        var (exitCode, output) = Add(zone, "shipments", sample, "--yes");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("The service is not running. It claims them when it starts.");
    }

    [Fact]
    public void The_group_owns_the_folder_of_the_feed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        using var zone = new TestZone();
        DropZoneProcess.Run("init", zone.Root).ExitCode.ShouldBe(0);
        Add(zone, "shipments", zone.FileOutside("shipments.csv", Sample), "--yes", "--group", "games").ExitCode.ShouldBe(0);
        Shell.Run("stat -c '%a %G' incoming/shipments", zone.Root).ShouldBe("2770 games\n");
    }

    [Fact]
    public void Explain_describes_a_code_and_lists_all_codes()
    {
        var (exitCode, output) = DropZoneProcess.Run("explain", "type-error");
        exitCode.ShouldBe(0);
        output.ShouldContain("Usual causes");
        output.ShouldContain("What to do");
        DropZoneProcess.Run("explain").Output.Split('\n').Length.ShouldBeGreaterThanOrEqualTo(Enum.GetValues<ErrorCode>().Length);
        var (unknown, why) = DropZoneProcess.Run("explain", "type-fault");
        unknown.ShouldBe(2);
        why.ShouldContain("Similar codes: type-error");
    }

    private static (int ExitCode, string Output) Add(TestZone zone, string name, string sample, params string[] options) =>
        DropZoneProcess.Run(["feed", "add", name, "--from", sample, "--zone", zone.Root, .. options]);
}
