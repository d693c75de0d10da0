using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DropZone.EndToEnd.Harness;
using DropZone.Tests;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>
/// Power cuts of a disk at random moments, on every supported file system. See the script <c>powercut</c>. <c>tests/run --long</c> cuts
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
        var (exitCode, log) = Cut(fileSystem, Cuts);
        exitCode.ShouldBe(0, log);
        int.Parse(Acknowledged().Match(log).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(Cuts, "without acknowledged deliveries nothing could be lost");
    }

    [Fact]
    public void A_power_cut_while_operators_act_loses_and_duplicates_nothing_either()
    {
        var (exitCode, log) = Cut("btrfs", Cuts, options: "--wide");
        exitCode.ShouldBe(0, log);
    }

    [Theory]
    [InlineData("skip SyncOriginal", "contains an incomplete or corrupt original")]
    [InlineData("skip SyncOutput", "is incomplete or corrupt")]
    public void A_missing_sync_is_detected(string fault, string violation)
    {
        var (exitCode, log) = Cut("xfs", Cuts, fault);
        exitCode.ShouldBe(1, log);
        log.ShouldContain(violation);
    }

    private (int ExitCode, string Log) Cut(string fileSystem, int cuts, string fault = "", string? options = null)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "disks are for root to make");
        foreach (var program in new[] { "mkfs.xfs", $"mkfs.{fileSystem}", "losetup" })
            Assert.SkipUnless(Shell.Has(program), $"{program} is not installed");
        var start = new ProcessStartInfo($"{Repository.Root}/tests/DropZone.PowerCut/powercut", [fileSystem, cuts.ToString(CultureInfo.InvariantCulture), .. options is null ? Array.Empty<string>() : [options]]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DROPZONE_BINARY"] = DropZoneProcess.Binary;
        start.Environment["DROPZONE_FAULT"] = fault;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var log = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        output.WriteLine(log.TrimEnd().Split('\n')[^1]);
        return (process.ExitCode, log);
    }

    [GeneratedRegex(@"(\d+) acknowledged")]
    private static partial Regex Acknowledged();
}
