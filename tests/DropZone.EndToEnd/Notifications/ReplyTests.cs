using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Notifications;

/// <summary>Replies to senders, by the built program.</summary>
public sealed class ReplyTests
{
    private const string Bad = "id,country\nMarianne,de\n";
    private const string Good = "id,country\n1,de\n";

    [Fact]
    public void The_reply_to_a_delivered_file_contains_its_result()
    {
        using var zone = new TestZone(Feed());
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => Replies(zone).Length == 1, () => service.Output);
        Replies(zone).ShouldBe(["orders-1.csv.ok.json"]);
        var answer = JsonDocument.Parse(File.ReadAllText($"{Folder(zone)}/orders-1.csv.ok.json")).RootElement;
        answer.GetProperty("outcome").GetString().ShouldBe("archived");
        answer.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Good))));
        answer.GetProperty("rows").GetProperty("in").GetInt32().ShouldBe(1);
        Until.True(() => Directory.GetFileSystemEntries($"{zone.Root}/state/notify/orders.reply").Length == 0, () => service.Output);
        service.Output.ShouldNotContain("reply written to");
    }

    [Fact]
    public void The_reply_to_a_failed_file_is_its_report_and_keeps_earlier_replies()
    {
        using var zone = new TestZone(Feed());
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        Until.True(() => Replies(zone).Length == 2, () => service.Output);
        Replies(zone).ShouldBe(["orders-1.csv.report.json", "orders-1.csv.report.txt"]);
        File.ReadAllText($"{Folder(zone)}/orders-1.csv.report.txt").ShouldContain("Marianne");
        JsonDocument.Parse(File.ReadAllText($"{Folder(zone)}/orders-1.csv.report.json")).RootElement.GetProperty("counts").GetProperty("type-error").GetInt32().ShouldBe(1);

        zone.Drop("orders-1.csv", Bad + "2,de\n");
        Until.True(() => Replies(zone).Length == 4, () => service.Output);
        Replies(zone).ShouldAllBe(name => name.StartsWith("orders-1.csv.report.", StringComparison.Ordinal));
    }

    [Fact]
    public void Splits_and_duplicates_have_replies_too()
    {
        using var zone = new TestZone(Feed(TestZone.SplitFeed));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", TestZone.MixedRows);
        Until.True(() => Replies(zone).Length == 2, () => service.Output);
        Replies(zone).ShouldBe(["orders-1.csv.report.json", "orders-1.csv.report.txt"]);

        zone.Drop("orders-2.csv", Good);
        Until.True(() => Replies(zone).Contains("orders-2.csv.ok.json"), () => service.Output);
        zone.Drop("orders-2.csv", Good);
        Until.True(() => Replies(zone).Length == 4, () => service.Output);
        var second = Replies(zone).Single(name => name.StartsWith("orders-2.csv.ok.2", StringComparison.Ordinal));
        File.ReadAllText($"{Folder(zone)}/{second}").ShouldContain("\"outcome\": \"skipped\"");
    }

    [Fact]
    public void Replies_wait_for_a_missing_folder()
    {
        using var beside = new TestZone();
        var folder = $"{beside.Root}/partner";
        using var zone = new TestZone($"{TestZone.OrdersFeed}\nreply: {folder}\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        service.ShouldLog("Notifier orders.reply: cannot notify ");
        service.ShouldLog("does not exist or is not visible to the service");
        Directory.CreateDirectory(folder);
        Until.True(() => Directory.GetFiles(folder).Length == 2, () => service.Output);
    }

    /// <summary>The sender owns the parent of the folder: a reply must not become a delivery of another partner.</summary>
    [Theory]
    [InlineData("rmdir replies && ln -s ZONE/incoming/other replies")]
    [InlineData("cd .. && mv home aside && ln -s ZONE/incoming home && chown -h 65534 home")]
    public void A_link_of_the_sender_leads_no_reply_into_another_feed(string attack)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        using var beside = new TestZone();
        var replies = $"{beside.Root}/home/replies";
        Shell.Run("mkdir -p home/replies && chown -R 65534 home", beside.Root);
        using var zone = new TestZone($"{TestZone.OrdersFeed}\nreply: {replies}\n", "feed: other\nsettle: 0s\n", "feed: replies\nsettle: 0s\n");
        using var service = DropZoneProcess.RunService(zone);
        Shell.Run(attack.Replace("ZONE", zone.Root, StringComparison.Ordinal), $"{beside.Root}/home");
        zone.Fail(service, Bad);
        service.ShouldLog("Notifier orders.reply: cannot notify ");
        service.Output.ShouldContain("is a symbolic link of ");
        foreach (var feed in new[] { "other", "replies" })
            (zone.Ended(feed) + Directory.GetFileSystemEntries($"{zone.Root}/incoming/{feed}").Length).ShouldBe(0);

        Shell.Run("test ! -L home || { rm home && mv aside home; }; test ! -L home/replies || { rm home/replies && mkdir home/replies; }", beside.Root);
        Until.True(() => Directory.GetFiles(replies).Length == 2, () => service.Output);
        (zone.Ended("other") + zone.Ended("replies")).ShouldBe(0);
    }

    [Fact]
    public void Replies_into_incoming_are_a_mistake_of_the_configuration()
    {
        using var zone = new TestZone();
        File.WriteAllText($"{zone.Etc}/feeds.d/00.yaml", $"{TestZone.OrdersFeed}\nreply: {zone.Root}/incoming/orders/replies\n");
        using var service = DropZoneProcess.StartService(zone);
        service.WaitForExit().ShouldBe(2);
        service.Output.ShouldContain("would be deliveries. Write a path outside of");
    }

    [Theory]
    [InlineData("write-copy")]
    [InlineData("sync-copy")]
    [InlineData("name-copy")]
    [InlineData("sync-copies")]
    public void A_crash_before_any_step_leaves_one_complete_reply(string step)
    {
        using var zone = new TestZone(Feed());
        using (var service = DropZoneProcess.RunService(zone, fault: $"exit {step}"))
        {
            zone.Drop("orders-1.csv", Bad);
            service.WaitForExit();
        }

        using var again = DropZoneProcess.RunService(zone);
        Until.True(() => Directory.GetFileSystemEntries($"{zone.Root}/state/notify/orders.reply").Length == 0 && zone.Jobs("failed").Count == 1, () => again.Output);
        Directory.GetFiles(Folder(zone)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
            .ShouldBe(["orders-1.csv.report.json", "orders-1.csv.report.txt"]);
    }

    private static string Feed(string feed = TestZone.OrdersFeed) => $"{feed}\nreply: outgoing/replies\n";

    private static string Folder(TestZone zone) => $"{zone.Root}/outgoing/replies";

    private static string[] Replies(TestZone zone) => Directory.Exists(Folder(zone))
        ? [.. Directory.GetFiles(Folder(zone)).Select(path => Path.GetFileName(path)!).Where(name => name[0] != '.').Order(StringComparer.Ordinal)]
        : [];
}
