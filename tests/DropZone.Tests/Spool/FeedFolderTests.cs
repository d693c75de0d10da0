using DropZone.Linux;
using DropZone.Spool;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool;

public sealed class FeedFolderTests : IDisposable
{
    private const uint Attacker = 65534, Service = 1, ServiceGroup = 1;
    private const string Group = "games";
    private readonly TemporaryFolder _folder = new();
    private readonly Zone _zone;

    public FeedFolderTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && SystemUser.GroupNumber(Group) == 60, "needs root, to give a folder away, and the group games of Debian");
        _zone = new Zone(_folder.Path);
        Directory.CreateDirectory(_zone.Incoming);
        Syscall.chown(_zone.Incoming, Service, ServiceGroup).ShouldBe(0);
        Syscall.chmod(_zone.Incoming, FilePermissions.S_ISGID | FilePermissions.ACCESSPERMS).ShouldBe(0);
    }

    private string Place => $"{_zone.Incoming}/new";

    [Theory]
    [InlineData(null, ServiceGroup)]
    [InlineData(Group, 60)]
    public void A_new_folder_has_its_rights_when_it_gets_its_name(string? group, uint number)
    {
        using (var folder = FeedFolder.Prepare(_zone, "new", group, new Random(1), out var problem))
        {
            problem.ShouldBeNull();
            FileStatus.At(Place).ShouldBeNull();
            folder.Activate().ShouldBeNull();
            var status = FileStatus.At(Place)!.Value;
            (status.Owner, status.Group, status.Mode & 0xC00).ShouldBe((Service, number, 0x400u));
            if (group is not null)
                status.Mode.ShouldBe(0x5F8u);
        }

        Directory.GetFileSystemEntries(_zone.Incoming).ShouldBe([Place]);
    }

    [Fact]
    public void Without_activation_nothing_is_left()
    {
        FeedFolder.Prepare(_zone, "new", Group, new Random(1), out _).Dispose();
        Directory.GetFileSystemEntries(_zone.Incoming).ShouldBeEmpty();
    }

    /// <summary>A sender creates the name between the check and the rename.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_appears_after_the_check_is_neither_used_nor_replaced(bool isLink)
    {
        _folder.Write("victim/file", "");
        var before = FileStatus.At(_folder.At("victim"));
        using (var folder = FeedFolder.Prepare(_zone, "new", Group, new Random(1), out _))
        {
            if (isLink)
                Directory.CreateSymbolicLink(Place, "../victim");
            else
                MakeOf(Attacker, ServiceGroup);
            folder.Activate().ShouldNotBeNull().ShouldContain($"{Place} was created by another program");
        }

        FileStatus.At(_folder.At("victim")).ShouldBe(before);
        Directory.GetFileSystemEntries(_zone.Incoming).ShouldBe([Place]);
        if (!isLink)
            FileStatus.At(Place)!.Value.Owner.ShouldBe(Attacker);
    }

    /// <summary>An existing folder is exchanged for a link after the check.</summary>
    [Fact]
    public void A_folder_that_is_exchanged_after_the_check_keeps_what_is_exchanged_without_rights()
    {
        MakeOf(Service, 60);
        _folder.Write("victim/file", "");
        var before = FileStatus.At(_folder.At("victim"));
        using var folder = FeedFolder.Prepare(_zone, "new", Group, new Random(1), out var problem);
        problem.ShouldBeNull();
        AtomicRename.Move(Place, _folder.At("away"));
        Directory.CreateSymbolicLink(Place, "../victim");
        folder.Activate().ShouldBeNull();
        FileStatus.At(_folder.At("victim")).ShouldBe(before);
        FileStatus.At(_folder.At("away"))!.Value.Mode.ShouldBe(0x5F8u);
    }

    [Fact]
    public void A_folder_that_gets_files_after_the_check_is_not_replaced()
    {
        MakeOf(Service, ServiceGroup);
        using (var folder = FeedFolder.Prepare(_zone, "new", Group, new Random(1), out var problem))
        {
            problem.ShouldBeNull();
            File.WriteAllText($"{Place}/orders.csv", "");
            folder.Activate().ShouldNotBeNull().ShouldContain($"{Place} cannot be replaced by a folder of the group games: ENOTEMPTY");
        }

        FileStatus.At(Place)!.Value.Group.ShouldBe(ServiceGroup);
        Directory.GetFileSystemEntries(_zone.Incoming).ShouldBe([Place]);
    }

    [Theory]
    [InlineData(Attacker, ServiceGroup, null, "belongs to")]
    [InlineData(Attacker, 60u, Group, "belongs to")]
    [InlineData(0u, 0u, Group, null)]
    [InlineData(Service, ServiceGroup, Group, null)]
    [InlineData(Service, 60u, Group, null)]
    [InlineData(Service, 8u, null, null)]
    public void An_empty_folder_is_used_if_it_is_the_service_s(uint owner, uint group, string? wanted, string? reason)
    {
        MakeOf(owner, group);
        using var folder = FeedFolder.Prepare(_zone, "new", wanted, new Random(1), out var problem);
        if (reason is not null)
        {
            problem.ShouldNotBeNull().ShouldContain($"{Place} {reason}");
            return;
        }

        problem.ShouldBeNull();
        folder.Activate().ShouldBeNull();
        var status = FileStatus.At(Place)!.Value;
        (status.Owner, status.Group).ShouldBe((Service, wanted is null ? group : 60u));
    }

    /// <summary>Senders may write in <c>incoming/</c>, too: only empty folders are removed.</summary>
    [Fact]
    public void What_killed_commands_left_is_removed_once_it_is_old_and_nothing_else()
    {
        _folder.Write("victim/file", "");
        foreach (var empty in new[] { "one/new", "two" })
            Directory.CreateDirectory($"{_zone.Incoming}/.dropzone-new-{empty}");
        foreach (var full in new[] { "full/a", "full/b", "file/new/orders.csv" })
            Directory.CreateDirectory($"{_zone.Incoming}/.dropzone-new-{full}");
        Directory.CreateDirectory($"{_zone.Incoming}/.dropzone-new-link");
        Directory.CreateSymbolicLink($"{_zone.Incoming}/.dropzone-new-link/new", _folder.At("victim"));
        Directory.CreateSymbolicLink($"{_zone.Incoming}/.dropzone-new-victim", _folder.At("victim"));
        File.WriteAllText($"{_zone.Incoming}/.dropzone-new-x", "");
        FeedFolder.RemoveLeftovers(_zone, DateTimeOffset.UtcNow);
        Directory.GetFileSystemEntries(_zone.Incoming).Length.ShouldBe(7, "a command may be running");

        FeedFolder.RemoveLeftovers(_zone, DateTimeOffset.UtcNow.AddHours(1));
        Directory.GetFileSystemEntries(_zone.Incoming).Select(path => Path.GetFileName(path)[".dropzone-new-".Length..])
            .ShouldBe(["full", "file", "link", "victim", "x"], ignoreOrder: true);
        File.Exists(_folder.At("victim/file")).ShouldBeTrue();
        File.Exists($"{_zone.Incoming}/.dropzone-new-link/new/file").ShouldBeTrue();
    }

    [Fact]
    public void A_taken_name_of_the_private_folder_is_replaced_by_another()
    {
        var taken = $"{_zone.Incoming}/.dropzone-new-{new Random(1).GetString("abcdefghijklmnopqrstuvwxyz", 8)}";
        Directory.CreateSymbolicLink(taken, "../victim");
        using var folder = FeedFolder.Prepare(_zone, "new", Group, new Random(1), out var problem);
        problem.ShouldBeNull();
        folder.Activate().ShouldBeNull();
        Directory.GetFileSystemEntries(_zone.Incoming).ShouldBe([taken, Place], ignoreOrder: true);
    }

    public void Dispose() => _folder.Dispose();

    private void MakeOf(uint owner, uint group)
    {
        Directory.CreateDirectory(Place);
        Syscall.chown(Place, owner, group).ShouldBe(0);
    }
}
