using System.IO.Compression;
using System.Text;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Intake;

/// <summary>Entries that do not belong in incoming, dropped among good files: each is handled and does not affect others.</summary>
public sealed class HostileTests
{
    private const string Good = "id,country\n1,de\n";
    private const string Feed = "feed: orders\nsettle: 0s\nduplicates: process\nschema:\n  fields:\n    - { name: id, type: integer, constraints: { required: true } }\n    - { name: country, type: string }\n";

    /// <summary>A shell script that runs in the incoming folder, the entry that it creates, and the log text about it.</summary>
    private static readonly (string Script, string Name, string Logged)[] Ignored =
    [
        ("ln -s /etc/shadow link.csv", "link.csv", "is a SymbolicLink, not a regular file"),
        ("ln -s /etc folder.csv", "folder.csv", "is a SymbolicLink, not a regular file"),
        ("ln -s /nowhere dangling.csv", "dangling.csv", "is a SymbolicLink, not a regular file"),
        ("mkfifo fifo.csv", "fifo.csv", "is a Fifo, not a regular file"),
        ("python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket.csv\")'", "socket.csv", "is a Socket, not a regular file"),
        ("mkdir inside.csv; echo id > inside.csv/x.csv", "inside.csv", "is a Folder, not a regular file"),
        ("printf 'id,country\\n1,de\\n' > .h; ln .h hard.csv", "hard.csv", "has 2 hard links and is not claimed"),
        .. Environment.IsPrivilegedProcess ? [("mknod device.csv c 1 5", "device.csv", "is a Device, not a regular file")] : Array.Empty<(string, string, string)>(),
    ];

    /// <summary>Names as bytes of octal escapes for printf, and as they are shown.</summary>
    private static readonly (string Name, string Shown)[] Names =
    [
        (@"new\nline.csv", @"new\nline.csv"),
        (@"escape\033[31mred.csv", @"escape\x1b[31mred.csv"),
        (@"bell\007.csv", @"bell\x07.csv"),
        (@"quo\047\042te.csv", "quo'\"te.csv"),
        (@"latin\351.csv", @"latin\xe9.csv"),
        (@"-rf", "-rf"),
        (@"--help.csv", "--help.csv"),
        (@"$(touch forged).csv", "$(touch forged).csv"),
        ("<script>.csv", "<script>.csv"),
        (@"2026-11-28T10:00:00Z ERROR forged.csv", "2026-11-28T10:00:00Z ERROR forged.csv"),
        (new string('x', 251) + ".csv", new string('x', 251) + ".csv"),
    ];

    private static readonly (string Name, byte[] Content, string Code)[] Refused =
    [
        ("empty", [], "empty-file"),
        ("line-ends", "\n\n\n"u8.ToArray(), "empty-file"),
        ("quote", "id,country\n1,\"de\n"u8.ToArray(), "unterminated-quote"),
        ("nul", "id,country\n1,d\0e\n"u8.ToArray(), "nul-byte"),
        ("excel", "PK\u0003\u0004xxxxxxxx"u8.ToArray(), "not-csv"),
        ("pdf", "%PDF-1.7\n%âãÏÓ\n"u8.ToArray(), "not-csv"),
        ("latin", Encoding.Latin1.GetBytes("id,country\n1,Österreich\n"), "encoding-error"),
        ("line", Encoding.ASCII.GetBytes("id,country\n1," + new string('x', 70_000_000)), "record-too-large"),
        ("wide", Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, 1_000_000).Select(column => $"c{column}")) + "\n"), "record-too-large"),
        ("bomb", Packed(stream => WriteZeros(stream, 200_000_000)), "nul-byte"),
    ];

    [Fact]
    public void An_entry_that_is_not_a_regular_file_is_ignored_and_logged_once()
    {
        using var zone = new TestZone(Feed);
        File.AppendAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = DropZoneProcess.RunService(zone);
        foreach (var (script, name, logged) in Ignored)
        {
            Shell.Run(script, $"{zone.Root}/incoming/orders");
            service.ShouldLog($"incoming/orders/{name} {logged}");
        }

        // causes their events again, followed by that of the good file
        Shell.Run("touch -h *.csv", $"{zone.Root}/incoming/orders");
        zone.Drop("good.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        foreach (var (_, name, logged) in Ignored)
            service.Output.Split($"incoming/orders/{name} {logged}").Length.ShouldBe(2, $"{name} is logged once");
        Shell.Run("ls", $"{zone.Root}/incoming/orders").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(Ignored.Select(ignored => ignored.Name), ignoreOrder: true);

        zone.Jobs("failed").ShouldBeEmpty();
        Shell.Run("grep -rl root: archive failed outgoing working state || true", zone.Root).ShouldBeEmpty("no secret was read through a link");
    }

    [Fact]
    public void Unusual_names_are_delivered_and_cannot_forge_log_lines()
    {
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        foreach (var (name, _) in Names)
            Shell.Run($"name=$(printf '{ForPrintf(name)}x'); printf 'id,country\\n1,de\\n' > .n; mv -- .n \"./${{name%x}}\"", $"{zone.Root}/incoming/orders");
        Until.True(() => zone.Jobs("archive").Count == Names.Length, () => $"{zone.Jobs("archive").Count}\n{service.Output}");
        zone.Outputs().Count.ShouldBe(Names.Length);
        foreach (var (_, shown) in Names)
            service.ShouldLog($"orders: {shown} claimed");
        service.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.Length > 9 && line[2] == ':' && line[5] == ':', "every line is one of ours");
        service.Output.Any(character => char.IsControl(character) && character != '\n').ShouldBeFalse("no control character reaches the log");
        Directory.GetFiles(zone.Root, "forged*", SearchOption.AllDirectories).Where(path => !path.Contains("ERROR", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Files_that_are_not_CSV_are_quarantined_with_their_code_and_good_files_are_delivered()
    {
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        foreach (var (name, content, _) in Refused)
        {
            zone.Drop($"{name}.csv", content);
            zone.Drop($"good-{name}.csv", Good);
        }

        Until.True(() => zone.Jobs("failed").Count == Refused.Length && zone.Jobs("archive").Count == Refused.Length, () => service.Output);
        foreach (var job in zone.Jobs("failed"))
        {
            var (_, content, code) = Refused.Single(refused => job.EndsWith($"-{refused.Name}.csv", StringComparison.Ordinal));
            File.ReadAllText($"{job}/report.json").ShouldContain($"\"code\": \"{code}\"", customMessage: job);
            new FileInfo(Directory.GetFiles(job, "*.csv").Single()).Length.ShouldBe(content.Length);
        }
    }

    [Fact]
    public void A_compressed_file_truncated_at_any_byte_is_never_accepted()
    {
        var packed = Packed(stream => stream.Write("id,country\n1,de\n2,fr\n"u8));
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        for (var length = 0; length < packed.Length; length++)
            zone.Drop($"cut-{length}.csv", packed[..length]);
        zone.Drop("whole.csv", packed);
        Until.True(() => zone.Jobs("failed").Count == packed.Length && zone.Jobs("archive").Count == 1, () => service.Output);
        zone.Outputs().ShouldBe(["whole.csv"]);
    }

    [Theory]
    [InlineData("truncate -s 11 orders.csv", "id,country")]
    [InlineData("printf 'id,country\n7,it\n' > .other; mv .other orders.csv", "7,it")]
    [InlineData("printf '7,it\n' >> orders.csv", "7,it")]
    [InlineData("rm orders.csv", null)]
    public void A_file_changed_during_its_job_is_delivered_with_its_final_content(string script, string? lastLine)
    {
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders.csv", "id,country\n" + string.Concat(Enumerable.Repeat("1,de\n", 3_000_000)));
        Until.True(() => zone.Jobs("working").Any(job => File.Exists($"{job}/output.csv.part")), () => service.Output);
        Shell.Run(script, zone.Jobs("working").Single());
        if (lastLine is null)
        {
            service.ShouldLog("the job's folder no longer contains the delivery: it was removed by hand");
            zone.Ended().ShouldBe(0);
            zone.Outputs().ShouldBeEmpty();
        }
        else
        {
            Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
            service.ShouldLog("is processed again");
            zone.Ended().ShouldBe(1);
            File.ReadLines($"{zone.Root}/outgoing/orders/orders.csv").Last().ShouldBe(lastLine);
        }

        zone.Drop("good.csv", Good);
        Until.True(() => zone.Outputs().Contains("good.csv"), () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Fact]
    public void An_entry_replaced_at_any_moment_exposes_no_secret_and_blocks_nothing()
    {
        using var zone = new TestZone(Feed);
        var secret = zone.FileOutside("secret.csv", "id,country\n424242,secret\n");
        using var service = DropZoneProcess.RunService(zone);
        Shell.Run($"""
            end=$((SECONDS + 3))
            while [ $SECONDS -lt $end ]; do
              printf 'id,country\n1,de\n' > .file; mv -T .file swapped.csv
              ln -s {secret} .link; mv -T .link swapped.csv
              printf 'id,country\n1,de\n' > .file; mv -T .file swapped.csv
              mkfifo .pipe; mv -T .pipe swapped.csv
            done
            rm -f swapped.csv
            """, $"{zone.Root}/incoming/orders");
        zone.Drop("good.csv", Good);
        Until.True(() => zone.Outputs().Contains("good.csv") && zone.Jobs("working").Count == 0, () => service.Output);
        service.Stop().ShouldBe(0, service.Output);
        zone.Outputs().Count.ShouldBeGreaterThan(1, "some of the files were taken");
        Shell.Run("grep -rl 424242 archive failed outgoing working state || true", zone.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_cannot_be_renamed_is_logged_and_claimed_once_it_can()
    {
        using var zone = new TestZone(Feed);
        File.AppendAllText($"{zone.Etc}/dropzone.yaml", "rescan: 1s\n");
        using var service = DropZoneProcess.RunService(zone);
        Shell.Run("printf 'id,country\n1,de\n' > .fixed.csv; mv .fixed.csv ../fixed.csv", $"{zone.Root}/incoming/orders");
        try
        {
            Assert.SkipUnless(Shell.Run($"chattr +i {zone.Root}/incoming/fixed.csv && echo done || true").Contains("done", StringComparison.Ordinal), "the file system has no immutable files, or this is not root");
            service.ShouldLog("fixed.csv: EPERM");
            zone.Drop("good.csv", Good);
            Until.True(() => zone.Outputs().Contains("good.csv"), () => service.Output);
        }
        finally
        {
            Shell.Run($"chattr -i {zone.Root}/incoming/fixed.csv || true");
        }

        Until.True(() => zone.Jobs("failed", "default").Count + zone.Jobs("archive", "default").Count == 1, () => service.Output);
        service.Output.Split("fixed.csv: EPERM").Length.ShouldBe(2, "it is logged once");
    }

    [Fact]
    public void A_sparse_file_of_a_terabyte_and_many_empty_files_delay_nothing()
    {
        const int empty = 300;
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        Shell.Run("truncate -s 1T .huge.csv && mv .huge.csv huge.csv || echo no", $"{zone.Root}/incoming/orders");
        Shell.Run($"for i in $(seq {empty}); do : > empty-$i.csv; done", $"{zone.Root}/incoming/orders");
        zone.Drop("good.csv", Good);
        Until.True(() => zone.Outputs().Contains("good.csv") && zone.Jobs("failed").Count >= empty, () => service.Output);
        service.PeakMegabytes.ShouldBeLessThan(500, "a terabyte without a line's end is a record as long as one may be");
        service.Stop().ShouldBe(0, service.Output);
        zone.Jobs("failed").Count(job => job.Contains("empty-", StringComparison.Ordinal)).ShouldBe(empty);
    }

    private static string ForPrintf(string name) =>
        name.Replace("%", "%%", StringComparison.Ordinal).Replace("'", "'\\''", StringComparison.Ordinal).Replace("-", @"\055", StringComparison.Ordinal);

    private static byte[] Packed(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            write(stream);
        return packed.ToArray();
    }

    private static void WriteZeros(Stream stream, int count)
    {
        var zeros = new byte[1_000_000];
        for (var written = 0; written < count; written += zeros.Length)
            stream.Write(zeros);
    }
}
