using System.IO.Compression;
using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone sweep</c> of the built program on old folders.</summary>
public sealed class SweepTests
{
    private const string Receipt = """{"format":1}""";
    private const uint Alice = 4711;
    private const uint Partner = 4712;
    private const uint Readers = 4713;
    private static readonly string Content = "id,country\n" + string.Concat(Enumerable.Repeat("1,DE\n", 2000));

    [Fact]
    public void Old_originals_and_older_receipts_are_removed_and_everything_else_stays()
    {
        using var zone = Zone("archive: 30d, receipts: 300d");
        var young = Archive(zone, DaysAgo(10));
        var old = Archive(zone, DaysAgo(100));
        var ancient = Archive(zone, DaysAgo(1000));
        var failed = Fail(zone, DaysAgo(1000));
        var before = Files(zone);
        var (exitCode, output) = Sweep(zone, "--dry-run");
        exitCode.ShouldBe(0);
        output.ShouldContain($"remove original: {old} (10 kB)");
        output.ShouldContain($"remove receipt: {ancient}");
        output.ShouldNotContain(young);
        Files(zone).ShouldBe(before, "nothing was touched");

        (exitCode, output) = Sweep(zone);
        exitCode.ShouldBe(0);
        output.ShouldContain("orders: originals removed, receipts kept: 1 of ");
        Names(young).ShouldBe(["companion", "orders-1.csv", "receipt.json"]);
        Names(old).ShouldBe(["receipt.json"]);
        Directory.Exists(Path.GetDirectoryName(ancient)).ShouldBeFalse("it was the only one of its day");
        Names(failed).ShouldBe(["orders-1.csv", "report.json"]);
        Directory.GetFileSystemEntries($"{zone.Root}/state/trash").ShouldBeEmpty();
        Sweep(zone).Output.ShouldContain("Nothing to sweep.");
    }

    [Fact]
    public void The_oldest_originals_are_removed_above_the_maximum_total_size()
    {
        using var zone = Zone("archive-size: 25000");
        var jobs = new[] { 2, 40, 30, 20, 0 }.Select(days => Archive(zone, DaysAgo(days))).ToList();
        Sweep(zone).ExitCode.ShouldBe(0);
        jobs.Select(job => Names(job).Contains("orders-1.csv")).ShouldBe([true, false, false, false, true]);

        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "retention: { archive-size: 0 }\n");
        Sweep(zone).ExitCode.ShouldBe(0);
        jobs.Select(job => Names(job).Contains("orders-1.csv")).ShouldBe([false, false, false, false, true], "none younger than a day");
    }

    [Fact]
    public void Originals_are_compressed_and_can_be_read_again()
    {
        using var zone = Zone("compress: 7d");
        var old = Archive(zone, DaysAgo(8));
        var modified = File.GetLastWriteTimeUtc($"{old}/orders-1.csv");
        Sweep(zone).Output.ShouldContain("orders: originals compressed: 1 of ");
        Names(old).ShouldBe(["companion", "orders-1.csv.gz", "receipt.json"]);
        Unpacked($"{old}/orders-1.csv.gz").ShouldBe(Content);
        File.GetLastWriteTimeUtc($"{old}/orders-1.csv.gz").ShouldBe(modified);
        Sweep(zone).Output.ShouldContain("Nothing to sweep.");

        File.WriteAllText($"{zone.Etc}/dropzone.yaml", "retention: { archive: 7d }\n");
        Sweep(zone).Output.ShouldContain("orders: originals removed, receipts kept: 1 of ");
        Names(old).ShouldBe(["receipt.json"]);
    }

    [Fact]
    public void Failed_jobs_are_removed_only_if_configured_and_never_if_they_block_a_strict_feed()
    {
        using var zone = Zone("failed: 30d", TestZone.OrdersFeed, TestZone.OrdersFeed.Replace("feed: orders", "feed: strict\norder: strict", StringComparison.Ordinal));
        var failed = Fail(zone, DaysAgo(31));
        var young = Fail(zone, DaysAgo(29));
        var strict = Fail(zone, DaysAgo(31), "strict");
        Sweep(zone).Output.ShouldContain("orders: jobs removed from the quarantine: 1 of ");
        Directory.Exists(failed).ShouldBeFalse();
        Directory.Exists(young).ShouldBeTrue();
        Directory.Exists(strict).ShouldBeTrue();
    }

    [Fact]
    public void Receipts_that_are_still_needed_for_duplicates_stay()
    {
        using var zone = Zone("archive: 1d, receipts: 1d", TestZone.OrdersFeed + "\nduplicates: { window: 60d }\n");
        var remembered = Archive(zone, DaysAgo(59));
        var forgotten = Archive(zone, DaysAgo(61));
        Sweep(zone).ExitCode.ShouldBe(0);
        Names(remembered).ShouldBe(["receipt.json"]);
        Directory.Exists(forgotten).ShouldBeFalse();
    }

    [Theory]
    [InlineData("write-packed")]
    [InlineData("sync-packed")]
    [InlineData("name-packed")]
    [InlineData("sync-packed-folder")]
    [InlineData("trash")]
    [InlineData("sync-trashed")]
    [InlineData("discard")]
    public void Killed_before_any_step_a_sweep_loses_nothing_and_the_next_one_completes_it(string step)
    {
        using var zone = Zone("compress: 7d");
        var old = Archive(zone, DaysAgo(8));
        DropZoneProcess.RunWith($"exit {step}", "sweep", "--zone", zone.Root).ExitCode.ShouldNotBe(0);
        var left = Directory.GetFiles(old, "orders-1.csv*").Where(path => !path.EndsWith(".part", StringComparison.Ordinal)).ToList();
        left.ShouldNotBeEmpty();
        left.Select(path => path.EndsWith(".gz", StringComparison.Ordinal) ? Unpacked(path) : File.ReadAllText(path)).ShouldAllBe(text => text == Content);
        Sweep(zone).ExitCode.ShouldBe(0);
        Names(old).ShouldBe(["companion", "orders-1.csv.gz", "receipt.json"]);
        Unpacked($"{old}/orders-1.csv.gz").ShouldBe(Content);
        Directory.GetFileSystemEntries($"{zone.Root}/state/trash").ShouldBeEmpty();
    }

    [Fact]
    public void A_sweep_during_the_service_removes_nothing_of_active_jobs()
    {
        using var zone = Zone("archive: 1d, receipts: 1d, failed: 1d, archive-size: 0");
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 0; i < 20; i++)
        {
            zone.Drop($"orders-{i}.csv", i % 2 == 0 ? $"id,country\n{i},de\n" : "id,country\nx,de\n");
            Sweep(zone).ExitCode.ShouldBe(0);
        }

        Until.True(() => zone.Jobs("archive").Count == 10 && zone.Jobs("failed").Count == 10, () => service.Output);
    }

    [Theory]
    [InlineData("0660", "0640")]
    [InlineData("0600", "0600")]
    [InlineData("6775", "0644")]
    [InlineData("4755", "0644")]
    [InlineData("1777", "0644")]
    [InlineData("0000", "0600")]
    public void A_compressed_original_has_the_group_of_the_original_and_no_more_rights(string mode, string packed)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        using var zone = Zone("compress: 7d");
        var old = Archive(zone, DaysAgo(8));
        Syscall.chown(old, 0, Readers).ShouldBe(0);
        Syscall.chmod(old, FilePermissions.S_ISGID | FilePermissions.ACCESSPERMS).ShouldBe(0);
        Syscall.chown($"{old}/orders-1.csv", Alice, Partner).ShouldBe(0);
        Syscall.chmod($"{old}/orders-1.csv", Bits(mode)).ShouldBe(0);
        Sweep(zone).ExitCode.ShouldBe(0);
        var status = FileStatus.At($"{old}/orders-1.csv.gz")!.Value;
        status.Group.ShouldBe(Partner);
        Convert.ToString(status.Mode, 8).PadLeft(4, '0').ShouldBe(packed);
    }

    [Theory]
    [InlineData("compress: 7d", "folder", "it is a folder, not a file")]
    [InlineData("compress: 7d", "pipe", "it is a pipe, not a file")]
    [InlineData("compress: 7d", "link", "it is a symbolic link, not a file")]
    [InlineData("compress: 7d", "second name", "it has 2 names")]
    [InlineData("compress: 7d", "immutable", "chattr -i")]
    [InlineData("compress: 7d", "mode 0000", "EACCES")]
    [InlineData("compress: 7d", "job is a file", "not the folder of a job")]
    [InlineData("compress: 7d", "job is a link", "not the folder of a job")]
    [InlineData("compress: 7d", "closed job", "EACCES")]
    [InlineData("archive: 7d", "folder", "it is a folder, not a file")]
    [InlineData("archive: 7d", "pipe", "it is a pipe, not a file")]
    [InlineData("archive: 7d", "link", "it is a symbolic link, not a file")]
    [InlineData("archive: 7d", "immutable", "chattr -i")]
    [InlineData("archive: 7d", "companion is a file", "it is a file, not a folder")]
    [InlineData("archive: 7d, receipts: 7d", "unknown file", "it is no file of DropZone")]
    [InlineData("archive: 7d, receipts: 7d", "unknown folder", "it is no file of DropZone")]
    [InlineData("archive: 7d, receipts: 7d", "immutable", "chattr -i")]
    [InlineData("archive: 7d, receipts: 7d", "folder", "it is a folder, not a file")]
    public void What_cannot_be_swept_is_reported_once_and_left_and_everything_else_is_swept(string retention, string obstacle, string reason)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        using var zone = Zone(retention, TestZone.OrdersFeed + "\nduplicates: process\n");
        var old = Archive(zone, DaysAgo(9));
        var next = Archive(zone, DaysAgo(8));
        using var put = new Obstacle(obstacle, old);
        foreach (var round in new[] { 1, 2 })
        {
            // root reads everything, unless it drops that capability
            var sweep = CommandRun.Under(["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"], ["sweep", "--zone", zone.Root]);
            sweep.ExitCode.ShouldBe(4, sweep.Output + sweep.Error);
            sweep.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain(reason);
            sweep.Error.ShouldStartWith($"Skipped {old}");
            Path.Exists(old).ShouldBeTrue();
            File.Exists($"{next}/orders-1.csv").ShouldBeFalse($"round {round}");
            Directory.GetFileSystemEntries($"{zone.Root}/state/trash").ShouldBeEmpty();
        }
    }

    [Fact]
    public void An_entry_of_the_trash_that_cannot_be_removed_blocks_neither_a_sweep_nor_a_discard()
    {
        using var zone = Zone("archive: 7d");
        var old = Archive(zone, DaysAgo(8));
        var failed = Fail(zone, DaysAgo(8));
        var stuck = Directory.CreateDirectory($"{zone.Root}/state/trash/{Path.GetFileName(old)[..25]}").FullName;
        File.WriteAllText($"{stuck}/orders-1.csv", "");
        using (new Obstacle("immutable", stuck))
        {
            var (exitCode, output) = Sweep(zone);
            exitCode.ShouldBe(4, output);
            output.ShouldContain($"Skipped {stuck}: ");
            Names(old).ShouldBe(["receipt.json"]);
            zone.Failed("discard", Path.GetFileName(failed), "--yes").ExitCode.ShouldBe(0);
        }

        Sweep(zone).ShouldBe((0, "Nothing to sweep."));
        Directory.Exists(stuck).ShouldBeFalse();
    }

    [Fact]
    public void Without_retention_nothing_is_swept_and_the_command_says_so()
    {
        using var zone = Zone(null);
        var ancient = Archive(zone, DaysAgo(5000));
        Sweep(zone).ShouldBe((0, $"Nothing to sweep: {zone.Etc}/dropzone.yaml has no `retention`."));
        Directory.Exists(ancient).ShouldBeTrue();
    }

    private static FilePermissions Bits(string mode) => (FilePermissions)Convert.ToUInt32(mode, 8);

    private static DateTimeOffset DaysAgo(int days) => DateTimeOffset.UtcNow.AddDays(-days);

    private static TestZone Zone(string? retention, params string[] feeds)
    {
        var zone = new TestZone(feeds);
        if (retention is not null)
            File.WriteAllText($"{zone.Etc}/dropzone.yaml", $"retention: {{ {retention} }}\n");
        using var service = DropZoneProcess.RunService(zone);
        service.Stop();
        return zone;
    }

    private static (int ExitCode, string Output) Sweep(TestZone zone, params string[] more) => DropZoneProcess.Run(["sweep", .. more, "--zone", zone.Root]);

    /// <summary>Creates a job archived at that time. Returns its folder.</summary>
    private static string Archive(TestZone zone, DateTimeOffset claimed)
    {
        var folder = Directory.CreateDirectory($"{zone.Root}/archive/orders/{claimed:yyyy-MM-dd}/{claimed:yyyyMMdd'T'HHmmss'Z'}-k7f3q9xd-orders-1.csv").FullName;
        File.WriteAllText($"{folder}/orders-1.csv", Content);
        File.SetLastWriteTimeUtc($"{folder}/orders-1.csv", claimed.UtcDateTime);
        File.WriteAllText($"{folder}/receipt.json", Receipt);
        Directory.CreateDirectory($"{folder}/companion");
        File.WriteAllText($"{folder}/companion/orders-1.csv.done", "");
        return folder;
    }

    private static string Fail(TestZone zone, DateTimeOffset claimed, string feed = "orders")
    {
        var folder = Directory.CreateDirectory($"{zone.Root}/failed/{feed}/{claimed:yyyyMMdd'T'HHmmss'Z'}-k7f3q9xd-orders-1.csv").FullName;
        File.WriteAllText($"{folder}/orders-1.csv", Content);
        File.WriteAllText($"{folder}/report.json", "{}");
        return folder;
    }

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static string[] Files(TestZone zone) => [.. Directory.GetFiles($"{zone.Root}/archive", "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Unpacked(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
