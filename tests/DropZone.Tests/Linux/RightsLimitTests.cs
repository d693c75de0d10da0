using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

/// <summary>A file made from another one grants no user more than its source does. Other owners and groups need root.</summary>
public sealed class RightsLimitTests : IDisposable
{
    private const uint Alice = 4711;
    private const uint Partner = 4712;
    private const uint Readers = 4713;
    private const int User = 0x01;
    private const int NamedUser = 0x02;
    private const int OwningGroup = 0x04;
    private const int Mask = 0x10;
    private const int Others = 0x20;
    private const uint None = uint.MaxValue;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0640", "0640")]
    [InlineData("0664", "0664")]
    [InlineData("0400", "0400")]
    [InlineData("0600", "0600")]
    [InlineData("0000", "0000")]
    [InlineData("6775", "0664")]
    [InlineData("4755", "0644")]
    [InlineData("1777", "0666")]
    public void With_the_same_owner_and_group_a_copy_has_the_mode_of_a_data_file(string source, string copy) =>
        Mode(Copy(Source(source))).ShouldBe(copy);

    [Theory]
    [InlineData("0660", "0640")]
    [InlineData("0666", "0644")]
    [InlineData("0600", "0600")]
    [InlineData("0000", "0600")]
    [InlineData("0604", "0604")]
    [InlineData("6775", "0644")]
    public void Of_another_owner_the_group_is_kept_and_write_rights_are_not(string source, string copy)
    {
        Assert.SkipUnless(SystemUser.IsRoot, "needs root");
        var path = Source(source, Alice, Partner);
        SetGroupOfNewFiles();
        var made = Copy(path);
        FileStatus.At(made)!.Value.Group.ShouldBe(Partner);
        FileStatus.At(made)!.Value.Owner.ShouldBe(SystemUser.Current);
        Mode(made).ShouldBe(copy);
    }

    [Theory]
    [InlineData("0660", "0600")]
    [InlineData("0640", "0600")]
    [InlineData("0606", "0600")]
    [InlineData("0644", "0644")]
    public void If_the_group_cannot_be_kept_only_the_rights_of_everybody_are_left(string source, string copy)
    {
        // the group that a user namespace shows for all groups that it hides
        Assert.SkipUnless(SystemUser.IsRoot, "needs root");
        Mode(Copy(Source(source, Alice, 65534))).ShouldBe(copy);
    }

    [Theory]
    [InlineData("0640", "0664", "0640")]
    [InlineData("0664", "0600", "0600")]
    [InlineData("0444", "0664", "0444")]
    public void A_file_made_from_two_has_the_rights_that_both_grant(string one, string other, string copy)
    {
        var limit = RightsLimit.At(Source(one)).And(RightsLimit.At(Source(other, name: "other")));
        limit.Create(_folder.At("copy")).Dispose();
        Mode(_folder.At("copy")).ShouldBe(copy);
    }

    [Theory]
    [InlineData("0660", "0640", "0600")]
    [InlineData("0660", "0644", "0640")]
    [InlineData("0644", "0660", "0600")]
    public void Of_two_files_with_different_groups_a_member_of_one_counts_as_other_in_the_other(string one, string other, string copy)
    {
        Assert.SkipUnless(SystemUser.IsRoot, "needs root");
        var limit = RightsLimit.At(Source(one, Alice, Partner)).And(RightsLimit.At(Source(other, Alice, Readers, "other")));
        limit.Create(_folder.At("copy")).Dispose();
        Mode(_folder.At("copy")).ShouldBe(copy);
    }

    [Fact]
    public void A_file_without_a_regular_source_is_private()
    {
        Directory.CreateDirectory(_folder.At("folder"));
        File.CreateSymbolicLink(_folder.At("link"), Source("0666"));
        foreach (var name in new[] { "missing", "folder", "link" })
        {
            RightsLimit.At(_folder.At(name)).Create(_folder.At("copy")).Dispose();
            Mode(_folder.At("copy")).ShouldBe("0600", name);
        }
    }

    [Fact]
    public void A_user_whom_an_access_list_excludes_stays_excluded()
    {
        // the mode shows rw for the group: it is the mask of the list, whose group has nothing
        var source = Source("0660");
        Assert.SkipUnless(SetList(source, "access", (User, 6, None), (NamedUser, 6, Alice), (OwningGroup, 0, None), (Mask, 6, None), (Others, 0, None)), "no access lists");
        Mode(source).ShouldBe("0660");
        Mode(Copy(source)).ShouldBe("0600");

        var second = Source("0664", name: "second");
        SetList(second, "access", (User, 6, None), (NamedUser, 0, Alice), (OwningGroup, 6, None), (Mask, 6, None), (Others, 4, None)).ShouldBeTrue();
        Mode(Copy(second)).ShouldBe("0600");
    }

    [Fact]
    public void The_default_access_list_of_a_folder_grants_nothing()
    {
        var source = Source("0664");
        Assert.SkipUnless(SetList(_folder.Path, "default", (User, 7, None), (NamedUser, 6, Alice), (OwningGroup, 7, None), (Mask, 7, None), (Others, 5, None)), "no access lists");
        var copy = Copy(source);
        Mode(copy).ShouldBe("0664");
        var status = new byte[64];
        Syscall.lgetxattr(copy, "system.posix_acl_access", status).ShouldBe(-1);
    }

    [Fact]
    public void A_link_under_the_name_of_the_new_file_is_not_followed()
    {
        var victim = _folder.Write("victim", "keep");
        File.CreateSymbolicLink(_folder.At("copy"), victim);
        Copy(Source("0640"));
        File.ReadAllText(victim).ShouldBe("keep");
    }

    private string Source(string mode, uint? owner = null, uint? group = null, string name = "source")
    {
        var path = _folder.Write(name, "x");
        if (owner is not null)
            Syscall.chown(path, owner.Value, group!.Value).ShouldBe(0);
        Syscall.chmod(path, (FilePermissions)Convert.ToUInt32(mode, 8)).ShouldBe(0);
        return path;
    }

    private string Copy(string source)
    {
        RightsLimit.At(source).Create(_folder.At("copy")).Dispose();
        return _folder.At("copy");
    }

    private void SetGroupOfNewFiles()
    {
        Syscall.chown(_folder.Path, SystemUser.Current, Readers).ShouldBe(0);
        Syscall.chmod(_folder.Path, FilePermissions.S_ISGID | FilePermissions.S_IRWXU).ShouldBe(0);
    }

    /// <summary>Sets an access list, with the entries (tag, rights, id) of linux/posix_acl_xattr.h. Returns false where the file system has none.</summary>
    private static bool SetList(string path, string kind, params (int Tag, int Rights, uint Id)[] entries)
    {
        byte[] list = [.. BitConverter.GetBytes(2u), .. entries.SelectMany(entry => (byte[])[.. BitConverter.GetBytes((ushort)entry.Tag), .. BitConverter.GetBytes((ushort)entry.Rights), .. BitConverter.GetBytes(entry.Id)])];
        return Syscall.lsetxattr(path, $"system.posix_acl_{kind}", list) == 0;
    }

    private static string Mode(string path) => Convert.ToString(FileStatus.At(path)!.Value.Mode, 8).PadLeft(4, '0');
}
