using System.Diagnostics;
using DropZone.Feeds;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool;

/// <summary>A bad folder of a feed takes this feed down, and no other, until it is sound again.</summary>
public sealed class FeedChecksTests : IDisposable
{
    private readonly SpoolZone _zone = new();
    private readonly EventRecorder _log = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly FeedOutages _outages = new();
    private readonly FeedChecks _checks;

    public FeedChecksTests() => _checks = Checks();

    public static TheoryData<string, string> Bad
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var folder in new[] { "incoming/orders", "working/orders", "working/.retry/orders", "archive/orders", "failed/orders", "outgoing/orders" })
                foreach (var kind in new[] { "dangling link", "link", "file", "FIFO" })
                    data.Add(folder, kind);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_folder_that_is_no_folder_at_the_start_takes_only_its_feed_down_until_it_is_removed(string folder, string kind)
    {
        Replace(folder, kind);
        _checks.Start();
        ShouldBeDown($"{_zone.Zone.Root}/{folder} is a ");
        Directory.GetFileSystemEntries(Victim()).ShouldBeEmpty();

        File.Delete($"{_zone.Zone.Root}/{folder}");
        Directory.CreateDirectory($"{_zone.Zone.Root}/{folder}");
        ShouldComeUp();
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_folder_that_is_exchanged_later_takes_its_feed_down_with_the_next_check(string folder, string kind)
    {
        _checks.Start();
        _checks.CheckNext();
        _outages.Now.ShouldBeEmpty();
        Replace(folder, kind);
        _checks.CheckNext();
        _checks.CheckNext();
        ShouldBeDown($"{_zone.Zone.Root}/{folder} is a ");
        File.Delete($"{_zone.Zone.Root}/{folder}");
        Directory.CreateDirectory($"{_zone.Zone.Root}/{folder}");
        ShouldComeUp();
    }

    /// <summary>The service would make it without the group of its senders.</summary>
    [Fact]
    public void A_missing_incoming_folder_is_made_at_the_start_and_reported_later()
    {
        Directory.Delete(_zone.Incoming);
        _checks.Start();
        Directory.Exists(_zone.Incoming).ShouldBeTrue();
        Directory.Delete(_zone.Incoming);
        _checks.CheckNext();
        ShouldBeDown($"{_zone.Incoming} does not exist. Create it");
        Directory.Exists(_zone.Incoming).ShouldBeFalse();
        Directory.CreateDirectory(_zone.Incoming);
        ShouldComeUp();
    }

    [Fact]
    public void A_link_on_the_way_to_an_output_takes_the_feed_down()
    {
        Directory.CreateDirectory($"{_zone.Zone.Outgoing}/partner/orders");
        var feed = _zone.Feed with { Targets = [new DirectoryTarget("outgoing/partner/orders", NameTemplate.Standard)] };
        var checks = Checks(feed);
        checks.Start();
        _outages.Now.ShouldBeEmpty();
        Directory.Delete($"{_zone.Zone.Outgoing}/partner", recursive: true);
        Directory.CreateDirectory($"{Victim()}/orders");
        Directory.CreateSymbolicLink($"{_zone.Zone.Outgoing}/partner", Victim());
        checks.CheckNext();
        ShouldBeDown($"{_zone.Zone.Outgoing}/partner is a symbolic link");
    }

    [Fact]
    public void Another_mount_on_a_folder_takes_the_feed_down()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to mount");
        _checks.Start();
        var folder = $"{_zone.Zone.Archive}/orders";
        Mount("mount", "--bind", folder, folder); // the same st_dev and inode
        try
        {
            _checks.CheckNext();
            ShouldBeDown($"{folder} is on another mount than {_zone.Zone.Archive}. Keep");
        }
        finally
        {
            Mount("umount", folder);
        }

        ShouldComeUp();
    }

    [Fact]
    public void A_check_of_sound_folders_writes_nothing()
    {
        _checks.Start();
        var before = Changes();
        for (var check = 0; check < 3; check++)
            _checks.CheckNext();
        Changes().ShouldBe(before);
        _checks.Recheck("orders").ShouldBeTrue();
        Changes().ShouldNotBe(before, "the renames are tried again after an error");
    }

    [Fact]
    public void Of_very_many_feeds_some_are_checked_at_a_time_and_all_in_turn()
    {
        var feeds = Enumerable.Range(0, 250).Select(number => _zone.Feed with { Name = $"feed-{number}" }).ToList();
        var checks = new FeedChecks(_zone.Zone, _zone.Configuration with { Feeds = feeds }, _outages, _clock, new Random(1), _log);
        checks.Start();
        foreach (var feed in feeds)
            Directory.Delete($"{_zone.Zone.Incoming}/{feed.Name}");
        foreach (var down in new[] { 100, 200, 250 })
        {
            checks.CheckNext();
            _outages.Now.Count.ShouldBe(down);
        }

        foreach (var feed in feeds)
            Directory.CreateDirectory($"{_zone.Zone.Incoming}/{feed.Name}");
        checks.CheckNext();
        _outages.Now.ShouldBeEmpty("those that are down are checked each time");
    }

    [Fact]
    public void An_error_is_checked_at_most_every_five_seconds()
    {
        _checks.Start();
        _checks.Recheck("orders").ShouldBeTrue();
        Replace("outgoing/orders", "file");
        _checks.Recheck("orders").ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _checks.Recheck("orders").ShouldBeFalse();
        _checks.Recheck("no-such-feed").ShouldBeTrue();
    }

    [Fact]
    public void An_outage_survives_a_reload_and_ends_with_its_feed()
    {
        Replace("failed/orders", "file");
        _checks.Start();
        Checks().Start();
        _log.Count(nameof(Events.FeedDown)).ShouldBe(1, "it is the same outage");
        new FeedChecks(_zone.Zone, _zone.Configuration with { Feeds = [] }, _outages, _clock, new Random(1), _log).Start();
        _outages.IsUp("orders").ShouldBeTrue();
    }

    [Theory]
    [InlineData("working/orders", 1)]
    [InlineData("archive/orders", 0)]
    public void Jobs_that_could_not_be_listed_at_the_start_are_reported_when_the_feed_comes_up(string folder, int times)
    {
        var found = 0;
        Replace(folder, "link");
        _checks.JobsFound += () => found++;
        _checks.Start();
        File.Delete($"{_zone.Zone.Root}/{folder}");
        ShouldComeUp();
        found.ShouldBe(times);
    }

    [Fact]
    public async Task A_wait_ends_when_the_feed_comes_up()
    {
        Replace("outgoing/orders", "file");
        _checks.Start();
        var wait = _checks.WhenUpAsync("orders", TestContext.Current.CancellationToken);
        wait.IsCompleted.ShouldBeFalse();
        (await Should.ThrowAsync<OperationCanceledException>(() => _checks.WhenUpAsync("orders", new CancellationToken(canceled: true)))).ShouldNotBeNull();
        File.Delete($"{_zone.Zone.Root}/outgoing/orders");
        ShouldComeUp();
        await wait;
    }

    public void Dispose() => _zone.Dispose();

    private FeedChecks Checks(Feed? feed = null) => new(
        _zone.Zone, _zone.Configuration with { Feeds = [feed ?? _zone.Feed, _zone.Feed with { Name = "other", Targets = [new DirectoryTarget("outgoing/other", NameTemplate.Standard)] }] },
        _outages, _clock, new Random(1), _log);

    private string Victim() => Directory.CreateDirectory($"{_zone.Zone.Root}/victim").FullName;

    private void Replace(string folder, string kind)
    {
        var path = $"{_zone.Zone.Root}/{folder}";
        Directory.Delete(path);
        if (kind == "file")
            File.WriteAllText(path, "");
        else if (kind == "FIFO")
            Mono.Unix.Native.Syscall.mkfifo(path, Mono.Unix.Native.FilePermissions.S_IRWXU).ShouldBe(0);
        else
            File.CreateSymbolicLink(path, kind == "link" ? Victim() : "/nowhere/at/all");
    }

    private void ShouldBeDown(string problem)
    {
        _outages.Now.Keys.ShouldBe(["orders"]);
        _outages.Now["orders"].Problem.ShouldContain(problem);
        _log.Events.Single(logged => logged.Name == nameof(Events.FeedDown)).Text.ShouldContain(problem);
        _log.Count(nameof(Events.FeedUp)).ShouldBe(0);
    }

    private void ShouldComeUp()
    {
        _checks.CheckNext();
        _outages.Now.ShouldBeEmpty();
        _checks.CheckNext();
        _log.Count(nameof(Events.FeedUp)).ShouldBe(1);
    }

    private IReadOnlyList<long> Changes() =>
        [.. new[] { "incoming", "incoming/orders", "working/orders", "archive/orders", "failed/orders", "outgoing/orders" }
            .Select(folder => FileStatus.At($"{_zone.Zone.Root}/{folder}")!.Value.ChangedNanoseconds)];

    private static void Mount(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        run.WaitForExit();
        run.ExitCode.ShouldBe(0);
    }
}
