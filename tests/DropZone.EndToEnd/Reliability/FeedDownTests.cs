using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>A bad folder of one feed, at the start, at a reload and later: the other feeds run, and it resumes without a restart.</summary>
public sealed class FeedDownTests : IDisposable
{
    private const string Text = "id,country\n1,de\n";
    private const string OtherFeed = "feed: other\nsettle: 0s\nmatch: [\"other-*.csv\"]\n";
    private readonly TestZone _zone = new(TestZone.OrdersFeed, OtherFeed);

    public FeedDownTests() => File.WriteAllText($"{_zone.Etc}/dropzone.yaml", $"rescan: 1s\nnetwork-settle: 1s\nmetrics: {{ file: \"{Metrics}\", interval: 1s }}\n");

    private string Metrics => $"{_zone.Root}/dropzone.prom";

    [Theory]
    [InlineData("incoming/orders", "ln -s /nowhere/at/all")]
    [InlineData("incoming/orders", "ln -s ../../elsewhere")]
    [InlineData("working/orders", "touch")]
    [InlineData("archive/orders", "ln -s ../elsewhere")]
    [InlineData("failed/orders", "touch")]
    [InlineData("outgoing/orders", "mkfifo")]
    public void A_bad_folder_at_the_start_takes_its_feed_down_until_it_is_removed(string folder, string command)
    {
        Shell.Run($"mkdir -p elsewhere {Path.GetDirectoryName(folder)} && {command} {folder}", _zone.Root);
        using var service = DropZoneProcess.RunService(_zone);
        ShouldBeDown(service, $"{_zone.Root}/{folder} is a ");
        var path = $"{_zone.Root}/incoming/orders-1.csv"; // its name decides the feed
        File.WriteAllText(path, Text);
        Signals.HangUp(service.Id);
        service.ShouldLog("Configuration reloaded");
        ShouldArchiveOther(service);
        File.Exists(path).ShouldBeTrue();

        Shell.Run($"rm {folder} && mkdir {folder}", _zone.Root);
        Until.True(() => _zone.Jobs("archive").Count == 1, () => service.Output);
        ShouldBeUp(service);
        Directory.GetFileSystemEntries(Directory.CreateDirectory($"{_zone.Root}/elsewhere").FullName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("incoming/orders")]
    [InlineData("archive/orders")]
    [InlineData("outgoing/orders")]
    public void A_folder_that_is_exchanged_for_a_link_later_takes_its_feed_down(string folder)
    {
        using var service = DropZoneProcess.RunService(_zone);
        ShouldArchiveOther(service);
        Shell.Run($"mkdir -p elsewhere; rmdir {folder} && ln -s {_zone.Root}/elsewhere {folder}", _zone.Root);
        ShouldBeDown(service, $"{_zone.Root}/{folder} "); // a check between the two commands finds nothing there
        File.WriteAllText($"{_zone.Root}/incoming/orders-1.csv", Text);
        ShouldArchiveOther(service);
        Directory.GetFileSystemEntries($"{_zone.Root}/elsewhere").ShouldBeEmpty();
        Shell.Run($"rm {folder} && mkdir {folder}", _zone.Root);
        Until.True(() => _zone.Jobs("archive").Count == 1, () => service.Output);
        ShouldBeUp(service);
    }

    /// <summary>Rights count only for a user who is not root.</summary>
    [Theory]
    [InlineData("incoming/orders", "chmod 0111")]
    [InlineData("incoming/orders", "chmod 0555")]
    [InlineData("working/orders", "chmod 0000")]
    [InlineData("archive/orders", "chmod 0555")]
    [InlineData("failed/orders", "chmod 0444")]
    [InlineData("outgoing/orders", "chmod 0555")]
    public void A_folder_without_rights_takes_its_feed_down_until_it_has_them(string folder, string command)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "another user is for root to become");
        DropZoneProcess.Run("init", _zone.Root).ExitCode.ShouldBe(0);
        Shell.Run($"mkdir -p {folder} && chmod 755 .. && chown -R nobody . && chown root {folder} && {command} {folder}", _zone.Root);
        using var service = DropZoneProcess.RunServiceAs("nobody", _zone);
        ShouldBeDown(service, folder);
        ShouldArchiveOther(service);
        Shell.Run($"chown -R nobody {folder}; chmod 755 {folder}", _zone.Root);
        _zone.Drop("orders-1.csv", Text);
        Until.True(() => _zone.Jobs("archive").Count == 1, () => service.Output);
        ShouldBeUp(service);
    }

    /// <summary>A claimed file waits in <c>working/</c> for its output folder: many of them must not stop the claims of other feeds.</summary>
    [Fact]
    public void Files_that_meet_a_bad_output_wait_and_delay_no_other_feed()
    {
        File.WriteAllText($"{_zone.Etc}/dropzone.yaml", "rescan: 1h\n"); // only the errors of jobs lead to a check
        using var service = DropZoneProcess.RunService(_zone);
        Shell.Run("rmdir outgoing/orders && touch outgoing/orders", _zone.Root);
        for (var file = 1; file <= 20; file++)
            _zone.Drop($"orders-{file}.csv", $"id,country\n{file},de\n");
        service.ShouldLog("orders: feed is down: ");
        ShouldArchiveOther(service);
        service.Output.ShouldNotContain("Cannot claim any file");
        Shell.Run("rm outgoing/orders", _zone.Root);
        Signals.HangUp(service.Id);
        Until.True(() => _zone.Jobs("archive").Count == 20, () => service.Output);
        _zone.Outputs().Count.ShouldBe(20);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Theory]
    [InlineData("incoming")]
    [InlineData("working")]
    [InlineData("state")]
    public void A_bad_folder_of_the_whole_zone_ends_the_start_with_4(string folder)
    {
        Shell.Run($"touch {folder}", _zone.Root);
        using var service = DropZoneProcess.StartService(_zone);
        service.WaitForExit().ShouldBe(4, service.Output);
        service.Output.ShouldContain("cannot be used");
    }

    [Fact]
    public void A_zone_that_is_a_link_is_not_initialized()
    {
        Shell.Run("mkdir disk && ln -s disk linked", _zone.Root);
        var (exitCode, output) = DropZoneProcess.Run("init", $"{_zone.Root}/linked");
        exitCode.ShouldBe(4);
        output.ShouldContain("/linked is a symbolic link of ");
        output.ShouldNotContain("ELOOP");
    }

    public void Dispose() => _zone.Dispose();

    private void ShouldBeDown(DropZoneProcess service, string problem)
    {
        Until.True(() => service.Output.Contains("orders: feed is down: ", StringComparison.Ordinal), () => service.Output);
        service.Output.Split('\n').Single(line => line.Contains("feed is down", StringComparison.Ordinal)).ShouldContain(problem);
        var status = DropZoneProcess.Run("status", "--zone", _zone.Root).Output;
        status.ShouldContain("Feeds that are down");
        status.ShouldContain("orders, down for ");
        var health = DropZoneProcess.Run("health", "--zone", _zone.Root);
        health.ExitCode.ShouldBe(2);
        health.Output.ShouldStartWith("DROPZONE CRITICAL: feed orders is down: ");
        Until.True(() => Metric("orders", 0) && Metric("other", 1), () => service.Output);
    }

    private void ShouldBeUp(DropZoneProcess service)
    {
        service.ShouldLog("orders: feed is up again after ");
        Until.True(() => Metric("orders", 1), () => service.Output);
        DropZoneProcess.Run("health", "--zone", _zone.Root).ExitCode.ShouldBe(0);
        service.Output.Split("feed is down").Length.ShouldBe(2, "logged once");
        service.Output.Split("feed is up").Length.ShouldBe(2, "logged once");
        service.Stop().ShouldBe(0, service.Output);
    }

    private void ShouldArchiveOther(DropZoneProcess service)
    {
        var before = _zone.Jobs("archive", "other").Count;
        _zone.Drop($"other-{before}.csv", $"a\n{before}\n", "other");
        Until.True(() => _zone.Jobs("archive", "other").Count == before + 1, () => service.Output);
    }

    private bool Metric(string feed, int value) =>
        File.Exists(Metrics) && File.ReadAllText(Metrics).Contains($"dropzone_feed_up{{feed=\"{feed}\"}} {value}\n", StringComparison.Ordinal);
}
