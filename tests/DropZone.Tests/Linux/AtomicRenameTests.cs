using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

public sealed class AtomicRenameTests
{
    [Fact]
    public void A_name_that_is_taken_is_never_replaced()
    {
        using var folder = new TemporaryFolder();
        var from = folder.Write("a", "new");
        var to = folder.Write("b", "old");
        AtomicRename.Try(from, to).ShouldBe(SystemError.Exists);
        File.ReadAllText(to).ShouldBe("old");
        Should.Throw<LinuxException>(() => AtomicRename.Move(from, to)).Error.ShouldBe(SystemError.Exists);
    }

    [Fact]
    public void A_file_that_has_both_names_already_loses_the_old_one()
    {
        using var folder = new TemporaryFolder();
        var from = folder.Write("a", "content");
        var to = folder.At("b");
        Syscall.link(from, to).ShouldBe(0);
        AtomicRename.Try(from, to).ShouldBe(SystemError.None);
        File.Exists(from).ShouldBeFalse();
        File.ReadAllText(to).ShouldBe("content");
    }

    [Fact]
    public void A_missing_file_is_reported_as_not_found()
    {
        using var folder = new TemporaryFolder();
        AtomicRename.Try(folder.At("a"), folder.At("b")).ShouldBe(SystemError.NotFound);
    }

    [Fact]
    public void By_links_a_taken_name_is_never_replaced_and_a_file_with_both_names_gets_the_new_one()
    {
        using var folder = new TemporaryFolder();
        var from = folder.Write("a", "new");
        var to = folder.Write("b", "old");
        AtomicRename.TryByLink(from, to).ShouldBe(SystemError.Exists);
        File.ReadAllText(to).ShouldBe("old");
        Syscall.link(from, folder.At("c")).ShouldBe(0);
        AtomicRename.TryByLink(from, folder.At("c")).ShouldBe(SystemError.None);
        AtomicRename.TryByLink(folder.At("c"), folder.At("d")).ShouldBe(SystemError.None);
        AtomicRename.TryByLink(from, folder.At("e")).ShouldBe(SystemError.NotFound);
        Directory.GetFiles(folder.At("")).Select(Path.GetFileName).ShouldBe(["b", "d"], ignoreOrder: true);
        File.ReadAllText(folder.At("d")).ShouldBe("new");
    }

    [Fact]
    public void Between_file_systems_nothing_is_copied()
    {
        using var folder = new TemporaryFolder();
        var from = folder.Write("a", "text");
        AtomicRename.Try(from, "/dev/shm/dropzone-test").ShouldBe(SystemError.OtherMount);
        File.Exists("/dev/shm/dropzone-test").ShouldBeFalse();
    }
}
