using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Tests.Linux;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

/// <summary>A file of a job is removed from a folder in which others may exchange it at any moment.</summary>
public sealed class CopyStepsTests : IDisposable
{
    private const string Content = "id\n1\n";
    private readonly SpoolZone _zone = new();
    private readonly TemporaryFolder _elsewhere = new();
    private readonly JobName _job = JobName.Parse("20261123T101502Z-k7f3q9xd-orders-1.csv")!.Value;

    public void Dispose()
    {
        _zone.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void A_recognised_file_is_removed_and_any_other_stays()
    {
        _elsewhere.Write("orders-1.csv", Content);
        _elsewhere.Write("orders-2.csv", "id\n2\n");
        Remove(_zone.Steps(), "orders-1.csv").ShouldBeTrue();
        Remove(_zone.Steps(), "orders-2.csv").ShouldBeFalse();
        Remove(_zone.Steps(), "orders-3.csv").ShouldBeFalse();
        _zone.Steps().Copy.Remove(_elsewhere.At("missing"), "orders-1.csv", _job, IsIts).ShouldBeFalse();
        Directory.GetFileSystemEntries(_elsewhere.Path).Select(Path.GetFileName).ShouldBe(["orders-2.csv"]);
    }

    [Fact]
    public void A_file_that_replaces_it_after_it_was_recognised_stays()
    {
        _elsewhere.Write("orders-1.csv", Content);
        _elsewhere.Write("other", Content);
        var steps = _zone.Steps(new StepSeam(step =>
        {
            if (step != DurableStep.RemoveCopy)
                return;
            File.Move(_elsewhere.At("other"), _elsewhere.At("orders-1.csv"), overwrite: true);
        }));
        Remove(steps, "orders-1.csv").ShouldBeFalse();
        Directory.GetFileSystemEntries(_elsewhere.Path).Select(Path.GetFileName).ShouldBe(["orders-1.csv"]);
    }

    [Fact]
    public void A_link_is_not_followed_and_a_pipe_not_waited_for()
    {
        var victim = _elsewhere.Write("victim.csv", Content);
        File.CreateSymbolicLink(_elsewhere.At("orders-1.csv"), victim);
        Mono.Unix.Native.Syscall.mkfifo(_elsewhere.At("orders-2.csv"), Mono.Unix.Native.FilePermissions.S_IRUSR).ShouldBe(0);
        Remove(_zone.Steps(), "orders-1.csv").ShouldBeFalse();
        Remove(_zone.Steps(), "orders-2.csv").ShouldBeFalse();
        Directory.GetFileSystemEntries(_elsewhere.Path).Length.ShouldBe(3);
    }

    [Fact]
    public void A_file_with_a_write_lease_of_its_owner_is_no_output_and_does_not_prevent_the_removal()
    {
        using var lease = new WriteLease(_elsewhere.Write("orders-1.csv", Content));
        Remove(_zone.Steps(), "orders-1.csv").ShouldBeFalse();
    }

    [Fact]
    public void What_an_interrupted_removal_left_is_removed_by_the_next()
    {
        _elsewhere.Write($".{_job.Stamp}-erased.part", Content);
        Remove(_zone.Steps(), "orders-1.csv").ShouldBeTrue();
        Directory.GetFileSystemEntries(_elsewhere.Path).ShouldBeEmpty();
    }

    private bool Remove(DurableSteps steps, string name) => steps.Copy.Remove(_elsewhere.Path, name, _job, IsIts);

    private static bool IsIts(Stream content, FileStatus status)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return DigestingStream.Of(new MemoryStream(copy.ToArray())) == Digest();
    }

    private static string Digest()
    {
        using var written = new DigestingStream(new MemoryStream());
        written.Write("id\n"u8);
        written.Write("1\n"u8);
        return written.Digest;
    }
}
