using System.Diagnostics;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>feed add --consumer-group</c>: a group for the consumers of each feed, who see nothing of each other.</summary>
public sealed class ConsumerGroupTests : IDisposable
{
    private const string Sample = "id,placed\n1,2026-11-28\n2,2026-11-29\n";
    private readonly TestZone _zone = new();

    public ConsumerGroupTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give folders to groups");
        DropZoneProcess.Run("init", _zone.Root).ExitCode.ShouldBe(0);
        // as the packages before they had groups of consumers: users stands for dropzone-read
        Shell.Run("chmod 755 .. && chgrp users outgoing && chmod 2750 outgoing", _zone.Root);
    }

    [Fact]
    public void Each_consumer_reads_its_outputs_and_can_neither_list_read_nor_change_those_of_another()
    {
        Add("one", "games").ExitCode.ShouldBe(0);
        Add("two", "mail").ExitCode.ShouldBe(0);
        Shell.Run("stat -c '%a %G %n' outgoing outgoing/*", _zone.Root).ShouldBe("2751 users outgoing\n2750 games outgoing/one\n2750 mail outgoing/two\n");
        using (var service = DropZoneProcess.RunService(_zone))
        {
            foreach (var feed in new[] { "one", "two", "orders" })
                _zone.Drop("file.csv", feed == "orders" ? "id,country\n1,de\n" : Sample, feed);
            Until.True(() => _zone.Ended("one") + _zone.Ended("two") + _zone.Ended() == 3, () => service.Output);
        }

        Shell.Run("stat -c '%G %n' */file.csv", $"{_zone.Root}/outgoing").ShouldBe("games one/file.csv\nusers orders/file.csv\nmail two/file.csv\n");
        Shell.Run("chmod o= */file.csv", $"{_zone.Root}/outgoing"); // the service of the packages has a umask of 027
        foreach (var (group, own, other) in new[] { ("games", "one", "two"), ("mail", "two", "one"), ("users", "orders", "one") })
        {
            As(group, $"ls outgoing/{own} && cat outgoing/{own}/file.csv").ShouldBe(0, group);
            foreach (var forbidden in new[]
            {
                $"ls outgoing/{other}", $"cat outgoing/{other}/file.csv", $"echo x >> outgoing/{other}/file.csv", $"touch outgoing/{other}/x", $"rm -f outgoing/{other}/file.csv",
                $"touch outgoing/{own}/x", $"rm -f outgoing/{own}/file.csv", $"echo x >> outgoing/{own}/file.csv", $"mv outgoing/{own} outgoing/moved", "touch outgoing/x",
            })
                As(group, forbidden).ShouldNotBe(0, $"{group}: {forbidden}");
        }

        foreach (var group in new[] { "games", "mail" })
            As(group, "ls outgoing").ShouldNotBe(0, group);
        As("games", "cat outgoing/orders/file.csv").ShouldNotBe(0, "the outputs of other feeds are for the readers of the zone");
    }

    [Theory]
    [InlineData("mkdir -m 755 outgoing/old", "/outgoing/old would be open to all users. Take away their rights: chmod o= ")]
    [InlineData("mkdir outgoing/new && chmod o= outgoing/new && touch outgoing/new/of-others.csv", "/outgoing/new contains files, which the consumers could read")]
    [InlineData("mkdir -m 700 outgoing/new && chown 65534 outgoing/new", "/outgoing/new belongs to ")]
    [InlineData("ln -s ../working outgoing/new", "/outgoing/new cannot be opened as a folder: ")]
    public void What_would_show_files_to_other_users_is_refused_and_nothing_is_changed(string script, string reason)
    {
        Shell.Run(script, _zone.Root);
        var before = Shell.Run("stat -c '%a %U:%G %n' outgoing outgoing/* working", _zone.Root);
        var (exitCode, output) = Add("new", "games");
        exitCode.ShouldBe(2, output);
        output.ShouldContain(reason);
        output.ShouldContain("Nothing was changed.");
        Shell.Run("stat -c '%a %U:%G %n' outgoing outgoing/* working", _zone.Root).ShouldBe(before);
        Directory.GetFileSystemEntries($"{_zone.Root}/incoming").ShouldBeEmpty();
        File.Exists($"{_zone.Etc}/feeds.d/new.yaml").ShouldBeFalse();
    }

    [Fact]
    public void A_group_that_the_service_is_no_member_of_is_reported_and_the_output_delivered()
    {
        Shell.Run("mkdir outgoing/orders && chown -R nobody . && chgrp games outgoing/orders && chmod 2750 outgoing/orders", _zone.Root);
        using var service = DropZoneProcess.RunServiceAs("nobody", _zone);
        Shell.Run("printf 'id,country\\n1,de\\n' > .x && chown -R nobody .x && mv .x orders-1.csv", $"{_zone.Root}/incoming");
        service.ShouldLog("is unreadable for the group of outgoing/orders. Add");
        Until.True(() => _zone.Outputs().Count == 1, () => service.Output);
    }

    [Fact]
    public void A_missing_group_is_named() => Add("new", "no-such-group").Output.ShouldContain("There is no group no-such-group. Nothing was changed. Create it: groupadd no-such-group");

    public void Dispose() => _zone.Dispose();

    /// <summary>Runs a command as a user who is only a member of a group. Returns its exit code.</summary>
    private int As(string group, string command)
    {
        using var run = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=54321", "--regid=54321", $"--groups={group}", "sh", "-c", $"exec >/dev/null 2>&1; {command}"]) { WorkingDirectory = _zone.Root })!;
        run.WaitForExit();
        return run.ExitCode;
    }

    private (int ExitCode, string Output) Add(string feed, string group) =>
        DropZoneProcess.Run(["feed", "add", feed, "--from", _zone.FileOutside($"{feed}-1.csv", Sample), "--zone", _zone.Root, "--yes", "--consumer-group", group]);
}
