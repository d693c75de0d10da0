using System.IO.Compression;
using DropZone.Jobs;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Sweep;
using DropZone.Tables.Conversion;
using Microsoft.Extensions.Logging.Abstractions;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

/// <summary>
/// The files that are made from a partner's file, 0660 in the partner's group, in folders of the group of all readers: the readers can neither
/// read nor change them, as they could not before.
/// </summary>
public sealed class WrittenRightsTests : IDisposable
{
    private const uint Alice = 4711;
    private const uint Partner = 4712;
    private const uint Readers = 4713;
    private readonly SpoolZone _zone = new(feed =>
    {
        var rules = feed.Rules with { BadRows = BadRows.Split };
        return feed with { Rules = rules, Conversion = TableConversion.Compile(rules, out _)! };
    });

    public WrittenRightsTests()
    {
        Assert.SkipUnless(SystemUser.IsRoot, "needs root");
        foreach (var folder in new[] { "working", "archive", "failed" }.SelectMany(place => new[] { $"{_zone.Zone.Root}/{place}", $"{_zone.Zone.Root}/{place}/orders" }))
        {
            Syscall.chown(folder, 0, Readers).ShouldBe(0);
            Syscall.chmod(folder, FilePermissions.S_ISGID | FilePermissions.ACCESSPERMS).ShouldBe(0);
        }
    }

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void A_compressed_original()
    {
        var job = _zone.JobWith(("orders-1.csv", "id\n1\n"));
        Share($"{job.Folder}/orders-1.csv");
        var steps = _zone.Steps();
        using (steps.Sweep.TryBegin())
            steps.Sweep.Take(new SweepAction(SweepKind.Compress, job, 5));
        ShouldBeForPartner($"{job.Folder}/orders-1.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead($"{job.Folder}/orders-1.csv.gz"), CompressionMode.Decompress));
        reader.ReadToEnd().ShouldBe("id\n1\n");
    }

    [Fact]
    public void The_reports_of_a_failed_file()
    {
        Run("id\nx\n").ShouldBeOfType<JobResult.Failed>();
        foreach (var report in JobFolder.ReportNames)
            ShouldBeForReaders($"{_zone.Jobs("failed").Single()}/{report}");
    }

    [Fact]
    public void The_reports_and_rejects_of_a_split()
    {
        Run("id\n1\nx\n");
        foreach (var name in JobFolder.ReportNames.Append(JobFolder.RejectsFileName))
            ShouldBeForReaders($"{_zone.Jobs("failed").Single()}/{name}");
    }

    [Fact]
    public void The_reports_of_a_file_that_was_not_read_have_no_values_and_stay_open_for_readers()
    {
        var job = _zone.JobWith(("orders-1.csv", "id\nx\n"), ("refused.unreadable", ""));
        Syscall.chmod($"{job.Folder}/orders-1.csv", 0).ShouldBe(0);
        Run(job).ShouldBeOfType<JobResult.Failed>();
        FileStatus.At($"{_zone.Jobs("failed").Single()}/report.txt")!.Value.Group.ShouldBe(Readers);
        (FileStatus.At($"{_zone.Jobs("failed").Single()}/report.txt")!.Value.Mode & 0x20).ShouldNotBe(0u);
    }

    [Fact]
    public void A_corrected_file()
    {
        var job = _zone.JobWith(("orders-1.csv", "id\nx\n"));
        Share($"{job.Folder}/orders-1.csv");
        using var corrected = new MemoryStream("id\n1\n"u8.ToArray());
        _zone.Steps().Retry.Correct(job.Folder, "orders-1.csv", corrected, RightsLimit.At(_zone.Drop("public", "")));
        File.ReadAllText($"{job.Folder}/orders-1.csv").ShouldBe("id\n1\n");
        ShouldBeForPartner($"{job.Folder}/orders-1.csv");
    }

    [Fact]
    public void A_reply_with_values()
    {
        var source = _zone.Drop("orders-1.csv", "id\nx\n");
        Share(source);
        var job = JobName.New(DateTimeOffset.UnixEpoch, new Random(1), "orders-1.csv");
        using var folder = HeldFolder.Open($"{_zone.Zone.Failed}/orders");
        _zone.Steps().Copy.PutReply(folder, "orders-1.csv.report.txt", job, [1], RightsLimit.At(source));
        ShouldBeForPartner($"{_zone.Zone.Failed}/orders/orders-1.csv.report.txt");
    }

    private JobResult Run(string content)
    {
        var job = _zone.JobWith(("orders-1.csv", content));
        Share($"{job.Folder}/orders-1.csv");
        return Run(job);
    }

    private JobResult Run(JobFolder job) =>
        _zone.NewJob(job, _zone.Steps(), _zone.Ledger, TimeProvider.System, NullLogger.Instance).Run(CancellationToken.None);

    private static void Share(string path)
    {
        Syscall.chown(path, Alice, Partner).ShouldBe(0);
        Syscall.chmod(path, FilePermissions.S_IRUSR | FilePermissions.S_IWUSR | FilePermissions.S_IRGRP | FilePermissions.S_IWGRP).ShouldBe(0);
    }

    private static void ShouldBeForPartner(string path) => ShouldBeFor(Partner, path);

    /// <summary>As the delivery itself, once the service has taken it.</summary>
    private static void ShouldBeForReaders(string path) => ShouldBeFor(Readers, path);

    private static void ShouldBeFor(uint group, string path)
    {
        var status = FileStatus.At(path)!.Value;
        status.Group.ShouldBe(group, path);
        status.Mode.ShouldBe(0x1A0u, path); // 0640
    }
}
