using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

public sealed class HeldFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HeldFolderTests()
    {
        Directory.CreateDirectory(_folder.At("real/inner"));
        Directory.CreateSymbolicLink(_folder.At("link"), "real");
        Directory.CreateSymbolicLink(_folder.At("dangling"), "missing");
        _folder.Write("file", "");
        Syscall.mkfifo(_folder.At("fifo"), FilePermissions.ALLPERMS).ShouldBe(0);
    }

    [Theory]
    [InlineData("link", "is a symbolic link of")]
    [InlineData("dangling", "is a symbolic link of")]
    [InlineData("file", "is a file of")]
    [InlineData("fifo", "is a FIFO of")]
    public void Only_a_real_folder_is_opened_by_path_or_by_name(string name, string reason)
    {
        Should.Throw<IOException>(() => HeldFolder.Open(_folder.At(name))).Message.ShouldContain($"{_folder.At(name)} {reason}");
        Should.Throw<IOException>(() => HeldFolder.Ensure(_folder.At(name))).Message.ShouldContain(reason);
        using var parent = HeldFolder.Open(_folder.Path);
        parent.TryOpen(name, out var error).ShouldBeNull();
        error.ShouldBeOneOf(SystemError.SymbolicLink, SystemError.NotFolder);
        parent.TryMakeFolder(name, 0x1FF).ShouldBe(SystemError.Exists);
        parent.TryMakeFile(name, 0x1FF).ShouldBe(SystemError.Exists);
        Directory.Exists(_folder.At("missing")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../..")]
    [InlineData("link/inner")]
    [InlineData("/")]
    [InlineData("missing")]
    public void Nothing_outside_the_folder_is_opened(string name)
    {
        using var parent = HeldFolder.Open(_folder.Path);
        parent.TryOpen(name, out var error).ShouldBeNull();
        error.ShouldNotBe(SystemError.None);
    }

    [Fact]
    public void A_folder_on_another_mount_is_not_opened()
    {
        using var root = HeldFolder.Open("/");
        root.TryOpen("proc", out var error).ShouldBeNull();
        error.ShouldBe(SystemError.OtherMount);
        OpenBeneath.TryWithoutMounts(root.Descriptor, "proc", OpenFlags.O_DIRECTORY, out error).ShouldBeLessThan(0);
        error.ShouldBe(SystemError.OtherMount);
    }

    [Fact]
    public void Without_openat2_a_link_is_not_followed_either()
    {
        using var parent = HeldFolder.Open(_folder.Path);
        OpenBeneath.TryWithoutMounts(parent.Descriptor, "link", OpenFlags.O_DIRECTORY, out var error).ShouldBeLessThan(0);
        error.ShouldBeOneOf(SystemError.SymbolicLink, SystemError.NotFolder);
    }

    /// <summary>The kind of race by which root was made to give away a file: the name is exchanged after the check.</summary>
    [Fact]
    public void Rights_change_on_the_held_folder_when_its_name_leads_elsewhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        Directory.CreateDirectory(_folder.At("victim"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var before = FileStatus.At(_folder.At("victim"));
        using var parent = HeldFolder.Open(_folder.Path);
        using var held = parent.TryOpen("real", out _).ShouldNotBeNull();
        AtomicRename.Move(_folder.At("real"), _folder.At("moved"));
        Directory.CreateSymbolicLink(_folder.At("real"), "victim");

        held.Give(65534, 60);
        held.SetMode(0x5F8);
        FileStatus.At(_folder.At("victim")).ShouldBe(before);
        FileStatus.At(_folder.At("moved"))!.Value.ShouldSatisfyAllConditions(
            moved => moved.Owner.ShouldBe(65534u), moved => moved.Group.ShouldBe(60u), moved => moved.Mode.ShouldBe(0x5F8u));
        held.Status().IsSameFile(FileStatus.At(_folder.At("moved"))!.Value).ShouldBeTrue();
    }

    [Fact]
    public void Names_are_made_renamed_and_removed_in_it()
    {
        using var one = HeldFolder.Ensure(_folder.At("new/one"));
        using var other = HeldFolder.Ensure(_folder.At("new/other"));
        one.TryMakeFile("a", 0x180).ShouldBe(SystemError.None);
        one.TryMakeFolder("b", 0x1C0).ShouldBe(SystemError.None);
        one.Names().ShouldBe(["a", "b"], ignoreOrder: true);
        one.StatusOf("b")!.Value.Kind.ShouldBe(FileKind.Folder);
        AtomicRename.Try(one, "a", other, "a").ShouldBe(SystemError.None);
        AtomicRename.Try(one, "b", other, "a").ShouldBe(SystemError.Exists);
        AtomicRename.Try(one, "a", other, "c").ShouldBe(SystemError.NotFound);
        other.TryRemove("a", isFolder: false).ShouldBe(SystemError.None);
        one.TryRemove("b", isFolder: true).ShouldBe(SystemError.None);
        one.StatusOf("b").ShouldBeNull();
        one.Sync();
    }

    public void Dispose() => _folder.Dispose();
}
