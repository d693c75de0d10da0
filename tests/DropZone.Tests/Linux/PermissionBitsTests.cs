using DropZone.Linux;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

public sealed class PermissionBitsTests
{
    [Fact]
    public void The_bits_of_a_file_behind_a_link_do_not_change()
    {
        using var folder = new TemporaryFolder();
        var victim = folder.Write("victim", "");
        var before = FileStatus.At(victim);
        File.CreateSymbolicLink(folder.At("link"), "victim");
        PermissionBits.TrySet(folder.At("link"), PermissionBits.GroupShared).ShouldBe(SystemError.SymbolicLink);
        Should.Throw<LinuxException>(() => PermissionBits.Set(folder.At("link"), PermissionBits.GroupShared));
        FileStatus.At(victim).ShouldBe(before);
    }

    [Fact]
    public void Files_and_folders_get_their_bits_even_if_they_cannot_be_read()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("inner/file", "");
        foreach (var path in new[] { file, folder.At("inner") })
        {
            PermissionBits.Set(path, 0);
            PermissionBits.Set(path, 0x1C0);
            FileStatus.At(path)!.Value.Mode.ShouldBe(0x1C0u);
        }

        PermissionBits.TrySet(folder.At("missing"), 0).ShouldBe(SystemError.NotFound);
    }

    [Fact]
    public void A_tree_is_removed_without_touching_what_its_links_lead_to()
    {
        using var folder = new TemporaryFolder();
        folder.Write("victim/file", "");
        PermissionBits.Set(folder.At("victim"), 0x140);
        folder.Write("tree/inner/file", "");
        Directory.CreateSymbolicLink(folder.At("tree/inner/link"), "../../victim");
        Directory.CreateSymbolicLink(folder.At("link"), "victim");
        FolderTree.Remove(folder.At("tree"));
        Directory.Exists(folder.At("tree")).ShouldBeFalse();
        FileStatus.At(folder.At("victim"))!.Value.Mode.ShouldBe(0x140u);
        File.Exists(folder.At("victim/file")).ShouldBeTrue();
        PermissionBits.Set(folder.At("victim"), 0x1C0);
    }
}
