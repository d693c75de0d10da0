using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DropZone.EndToEnd.Harness;
using DropZone.Tests;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>
/// The power of a disk cut at random moments, on every file system for which that is promised. See the script <c>powercut</c>; <c>tests/run --long</c> cuts
/// more often.
/// </summary>
public sealed partial class PowerCutTests(ITestOutputHelper output)
{
    private const int Cuts = 10;

    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("btrfs")]
    public void A_power_cut_loses_truncates_and_duplicates_nothing(string fileSystem)
    {
        var (exitCode, said) = Cut(fileSystem, Cuts);
        exitCode.ShouldBe(0, said);
        int.Parse(Acknowledged().Match(said).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(Cuts, "something was to be lost");
    }

    [Theory]
    [InlineData("skip SyncOriginal", "contains an incomplete or corrupt original")]
    [InlineData("skip SyncOutput", "is incomplete or corrupt")]
    public void A_program_that_leaves_out_a_sync_is_caught(string fault, string violation)
    {
        var (exitCode, said) = Cut("xfs", Cuts, fault);
        exitCode.ShouldBe(1, said);
        said.ShouldContain(violation);
    }

    private (int ExitCode, string Said) Cut(string fileSystem, int cuts, string fault = "")
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "disks are for root to make");
        foreach (var program in new[] { "mkfs.xfs", $"mkfs.{fileSystem}", "losetup" })
            Assert.SkipUnless(Shell.Has(program), $"{program} is not installed");
        var start = new ProcessStartInfo($"{Repository.Root}/tests/DropZone.PowerCut/powercut", [fileSystem, cuts.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DROPZONE_BINARY"] = DropZoneProcess.Binary;
        start.Environment["DROPZONE_FAULT"] = fault;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        output.WriteLine(said.TrimEnd().Split('\n')[^1]);
        return (process.ExitCode, said);
    }

    [GeneratedRegex(@"(\d+) acknowledged")]
    private static partial Regex Acknowledged();
}
