using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>
/// Members of the group of <c>incoming/</c> can put anything under the name of a future feed. Root then runs <c>dropzone feed add</c>,
/// which may give rights only to a folder that it made or that is known to be the service's.
/// </summary>
public sealed class FeedAddAttackTests : IDisposable
{
    private const string Attacker = "65534";
    private readonly TestZone _zone = new();
    private readonly string _victim;

    public FeedAddAttackTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        DropZoneProcess.Run("init", _zone.Root).ExitCode.ShouldBe(0);
        // as the packages install it: the service is no member of the group of a partner, and senders may write here
        Shell.Run("chown daemon:daemon incoming && chmod 2771 incoming", _zone.Root);
        _victim = _zone.FileOutside("victim", "secret");
        Shell.Run("chmod 600 victim && mkdir -m 700 victims && echo secret > victims/file", Path.GetDirectoryName(_victim)!);
    }

    [Theory]
    [InlineData("ln -s ../../victim new", "is a symbolic link")]
    [InlineData("ln -s ../../victims new", "is a symbolic link")]
    [InlineData("ln -s ../../missing new", "is a symbolic link")]
    [InlineData("ln -s ../working new", "is a symbolic link")]
    [InlineData("mkfifo new", "is a FIFO")]
    [InlineData("touch new", "is a file")]
    [InlineData("mkdir new", "belongs to")]
    [InlineData("mkdir -m 2777 new && touch new/orders.csv", "belongs to")]
    public void What_a_sender_put_under_the_name_of_a_feed_gets_no_rights(string attack, string reason)
    {
        var before = Rights();
        Shell.Run($"({attack}) && chown -hR {Attacker}:{Attacker} new", $"{_zone.Root}/incoming");
        var placed = Shell.Run("stat -c '%F %a %u:%g' new", $"{_zone.Root}/incoming");
        foreach (var options in new string[][] { ["--group", "games"], [] })
        {
            var (exitCode, output) = Add(options);
            exitCode.ShouldBe(2, output);
            output.ShouldContain($"{_zone.Root}/incoming/new {reason}");
            output.ShouldContain("Nothing was changed.");
            output.ShouldNotContain("/new created in");
        }

        Rights().ShouldBe(before);
        Shell.Run("stat -c '%F %a %u:%g' new", $"{_zone.Root}/incoming").ShouldBe(placed);
        File.Exists($"{_zone.Etc}/feeds.d/new.yaml").ShouldBeFalse();
        Directory.GetFileSystemEntries($"{_zone.Root}/incoming").ShouldBe([$"{_zone.Root}/incoming/new"]);
    }

    /// <summary>The folder of another feed, renamed by a member of the group of <c>incoming/</c>: its senders' files would be shown to the new group.</summary>
    [Fact]
    public void A_folder_with_the_files_of_another_feed_is_not_given_to_a_group()
    {
        Shell.Run($"install -d -o daemon -g games -m 2770 new && touch new/orders.csv && chown {Attacker} new/orders.csv", $"{_zone.Root}/incoming");
        var (exitCode, output) = Add("--group", "mail");
        exitCode.ShouldBe(2, output);
        output.ShouldContain($"{_zone.Root}/incoming/new contains files, which the group mail could read");
        Shell.Run("stat -c '%a %U:%G' new", $"{_zone.Root}/incoming").ShouldBe("2770 daemon:games\n");
        File.Exists($"{_zone.Etc}/feeds.d/new.yaml").ShouldBeFalse();

        // for its own group it stays as it is
        Add("--group", "games").ExitCode.ShouldBe(0);
        Shell.Run("stat -c '%a %U:%G' new; ls new", $"{_zone.Root}/incoming").ShouldBe("2770 daemon:games\norders.csv\n");
    }

    /// <summary>An empty folder is replaced: if it is that of another feed under a false name, its group keeps nothing of it and gets nothing.</summary>
    [Fact]
    public void An_empty_folder_is_replaced_before_it_is_given_to_a_group()
    {
        var incoming = $"{_zone.Root}/incoming";
        Shell.Run("install -d -o daemon -g games -m 2770 new", incoming);
        using var held = OpenedFile.OpenFolder($"{incoming}/new");
        Add("--group", "mail").ExitCode.ShouldBe(0);
        Shell.Run("stat -c '%a %U:%G' new; ls -A .", incoming).ShouldBe("2770 daemon:mail\nnew\n");
        FileStatus.At($"{incoming}/new")!.Value.IsSameFile(held.Status()).ShouldBeFalse();
    }

    [Fact]
    public void A_new_folder_belongs_to_the_service_and_has_the_group_and_the_bits_of_incoming()
    {
        Add().ExitCode.ShouldBe(0);
        Shell.Run("stat -c '%A %U:%G' new; ls -A .", $"{_zone.Root}/incoming").ShouldBe("drwxr-sr-x daemon:daemon\nnew\n");
    }

    /// <summary>Default ACLs of <c>incoming/</c>, with which uploads are shared, apply to a new folder.</summary>
    [Fact]
    public void A_new_folder_inherits_the_default_ACL_of_incoming()
    {
        Assert.SkipUnless(Shell.Has("setfacl"), "setfacl is not installed");
        Shell.Run("setfacl -d -m g:games:rwx .", $"{_zone.Root}/incoming");
        Add().ExitCode.ShouldBe(0);
        Shell.Run("getfacl -pc new", $"{_zone.Root}/incoming").ShouldContain("group:games:rwx\n");
        Shell.Run("getfacl -pc new", $"{_zone.Root}/incoming").ShouldContain("default:group:games:rwx\n");
    }

    [Fact]
    public void A_feed_that_conflicts_with_others_leaves_no_folder()
    {
        File.WriteAllText($"{_zone.Etc}/dropzone.yaml", "default-feed: off\n");
        var (exitCode, output) = AddNamed("default", "--group", "games");
        exitCode.ShouldBe(2, output);
        output.ShouldContain("The feed conflicts with other feeds. Nothing was changed.");
        Directory.GetFileSystemEntries($"{_zone.Root}/incoming").ShouldBeEmpty();
        File.Exists($"{_zone.Etc}/feeds.d/default.yaml").ShouldBeFalse();
    }

    public void Dispose() => _zone.Dispose();

    private string Rights() => Shell.Run("stat -c '%n %F %a %U:%G' victim victims victims/file zone/working", Path.GetDirectoryName(_victim)!);

    private (int ExitCode, string Output) Add(params string[] options) => AddNamed("new", options);

    private (int ExitCode, string Output) AddNamed(string name, params string[] options) =>
        DropZoneProcess.Run(["feed", "add", name, "--from", _zone.FileOutside("new-1.csv", "id,placed\n1,2026-11-28\n2,2026-11-29\n"), "--zone", _zone.Root, "--yes", .. options]);
}
