using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool;

public sealed class OpenZoneTests : IDisposable
{
    private const uint Attacker = 65534;
    private readonly TemporaryFolder _folder = new();

    /// <summary>Another user can write in the folder in which root makes a zone.</summary>
    [Theory]
    [InlineData("incoming")]
    [InlineData("working")]
    [InlineData("state")]
    [InlineData("run")]
    public void A_new_zone_uses_no_link(string name)
    {
        _folder.Write("victim/file", "");
        Directory.CreateDirectory(_folder.At("zone"));
        Directory.CreateSymbolicLink(_folder.At($"zone/{name}"), "../victim");
        Should.Throw<IOException>(() => Make()).Message.ShouldContain($"{_folder.At($"zone/{name}")} is a symbolic link of");
        Directory.GetFileSystemEntries(_folder.At("victim")).Length.ShouldBe(1);
    }

    [Fact]
    public void A_new_zone_uses_no_folder_of_another_user()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        Directory.CreateDirectory(_folder.At("zone/archive"));
        Syscall.chown(_folder.At("zone/archive"), Attacker, Attacker).ShouldBe(0);
        Should.Throw<IOException>(() => Make()).Message.ShouldContain($"{_folder.At("zone/archive")} belongs to");
        File.Exists(_folder.At("zone/state/zone.json")).ShouldBeFalse();
        Directory.Delete(_folder.At("zone/archive"));
        Make().ShouldBeTrue();

        // of a zone in use an operator may give folders away
        Syscall.chown(_folder.At("zone/outgoing"), Attacker, Attacker).ShouldBe(0);
        Make().ShouldBeFalse();
    }

    [Fact]
    public void A_new_zone_in_the_folder_of_its_user_uses_what_this_user_made()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        Directory.CreateDirectory(_folder.At("zone/incoming"));
        foreach (var path in new[] { "zone", "zone/incoming" })
            Syscall.chown(_folder.At(path), Attacker, Attacker).ShouldBe(0);
        Make().ShouldBeTrue();
    }

    [Fact]
    public void A_new_zone_in_a_link_is_refused_with_the_remedy_and_an_existing_one_is_opened()
    {
        Directory.CreateDirectory(_folder.At("disk"));
        Directory.CreateSymbolicLink(_folder.At("zone"), "disk");
        Should.Throw<IOException>(() => Make()).Message.ShouldContain($"{_folder.At("zone")} is a symbolic link of");
        Directory.GetFileSystemEntries(_folder.At("disk")).ShouldBeEmpty();

        var there = new Zone(_folder.At("disk"));
        OpenZone.Make(there, new DurableSteps(there, NoFaults.Instance), TimeProvider.System, new Random(1)).ShouldBeTrue();
        Make().ShouldBeFalse();
    }

    [Fact]
    public void A_zone_whose_incoming_folder_is_no_folder_is_refused()
    {
        Make();
        Directory.Delete(_folder.At("zone/incoming"));
        File.WriteAllText(_folder.At("zone/incoming"), "");
        Should.Throw<IOException>(() => OpenZone.Prepare(new Zone(_folder.At("zone")), new Random(1))).Message.ShouldContain("zone/incoming is a file of");
    }

    [Fact]
    public void A_copy_into_the_zone_is_a_mistake_of_the_configuration()
    {
        using var zone = new SpoolZone();
        OpenZone.FindMistake(zone.Zone, zone.Configuration).ShouldBeNull();
        var feed = zone.Feed with { Targets = [new CopyTarget("copy", $"{zone.Zone.Root}/outgoing/x", NameTemplate.Standard, null)] };
        OpenZone.FindMistake(zone.Zone, zone.Configuration with { Feeds = [feed] }).ShouldNotBeNull().ShouldContain("which is in the zone");
    }

    public void Dispose() => _folder.Dispose();

    private DurableSteps Steps() => new(new Zone(_folder.At("zone")), NoFaults.Instance);

    private bool Make() => OpenZone.Make(new Zone(_folder.At("zone")), Steps(), TimeProvider.System, new Random(1));
}
