using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Output into folders, of the zone and elsewhere, by the built program.</summary>
public sealed class DirectoryTargetTests : IDisposable
{
    private const string Rows = "id,country\n1,de\n";
    private const string Output = "id,country\n1,DE\n";
    private readonly OtherFileSystem _partner = new();

    [Fact]
    public void A_folder_on_another_file_system_receives_complete_copies_under_templated_unique_names()
    {
        using var zone = new TestZone(Feed(file: "{year}-{feed}-{file.name}") + "  - directory: { path: outgoing/orders, file: \"{stamp}.csv\" }\n");
        using var service = DropZoneProcess.RunService(zone);
        var name = $"{DateTime.UtcNow.Year}-orders-orders-1.csv";
        File.WriteAllText($"{_partner.Path}/{name}", "of another sender");
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var stamp = Path.GetFileName(zone.Jobs("archive")[0])[..25];
        _partner.Names.ShouldBe([$"{name[..^4]}.{stamp}.csv", name], ignoreOrder: true);
        File.ReadAllText($"{_partner.Path}/{name}").ShouldBe("of another sender");
        File.ReadAllText($"{_partner.Path}/{name[..^4]}.{stamp}.csv").ShouldBe(Output);
        zone.Outputs().ShouldBe([$"{stamp}.csv"]);
        service.ShouldLog($"output {name} in {_partner.Path} and ");
    }

    [Theory]
    [InlineData("write-copy")]
    [InlineData("sync-copy")]
    [InlineData("mark-copied")]
    [InlineData("name-copy")]
    [InlineData("sync-copies")]
    [InlineData("mark-loaded")]
    [InlineData("drop-output")]
    public void Killed_before_any_step_of_a_copy_the_file_arrives_once_even_if_consumed_immediately(string step)
    {
        using var zone = new TestZone(Feed());
        using (var service = DropZoneProcess.StartService(zone, $"exit {step}"))
        {
            zone.Drop("orders-1.csv", Rows);
            Until.True(() => service.HasExited, () => service.Output);
        }

        var taken = Take();
        using var recovered = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("archive").Count == 1, () => recovered.Output);
        (taken + Take()).ShouldBe(1);
        _partner.Names.ShouldBeEmpty();
    }

    [Fact]
    public void Jobs_wait_for_a_missing_folder_or_mount_and_neither_is_created()
    {
        using var zone = new TestZone(Feed("/later"), Feed(mount: OtherFileSystem.Mount).Replace("orders", "mounted", StringComparison.Ordinal));
        var unmounted = Directory.CreateDirectory($"{zone.Root}/../unmounted/inbox").FullName;
        File.WriteAllText($"{zone.Etc}/feeds.d/99.yaml",
            $"feed: unmounted\nsettle: 0s\nload:\n  - directory: {{ path: {unmounted}, mount: {Path.GetDirectoryName(unmounted)} }}\n");
        using var service = DropZoneProcess.RunService(zone);
        foreach (var feed in new[] { "orders", "mounted", "unmounted" })
            zone.Drop("a.csv", Rows, feed);
        service.ShouldLog($"the service finds no folder {_partner.Path}/later");
        service.ShouldLog($"nothing is mounted at {Path.GetDirectoryName(unmounted)}");
        Until.True(() => zone.Jobs("archive", "mounted").Count == 1, () => service.Output);
        Directory.GetFileSystemEntries(unmounted).ShouldBeEmpty();
        Directory.CreateDirectory($"{_partner.Path}/later");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{_partner.Path}/later/a.csv").ShouldBe(Output);
        zone.Jobs("working", "unmounted").Count.ShouldBe(1);
    }

    [Fact]
    public void A_target_that_leads_back_into_the_zone_is_rejected_at_the_start()
    {
        using var zone = new TestZone();
        File.AppendAllText($"{zone.Etc}/feeds.d/00.yaml", $"\nload:\n  - directory: {{ path: {zone.Root}/incoming/orders }}\n");
        var (exitCode, output) = DropZoneProcess.Run("run", "--zone", zone.Root);
        exitCode.ShouldBe(2);
        output.ShouldContain("which is in the zone. Write it as `outgoing/…`");
    }

    /// <summary>A consumer owns the parent of the folder: a copy must not become a delivery of another feed.</summary>
    [Fact]
    public void A_link_of_a_consumer_leads_no_copy_elsewhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        using var zone = new TestZone(Feed("/inbox"), "feed: other\nsettle: 0s\n");
        using var service = DropZoneProcess.RunService(zone);
        Shell.Run($"ln -s {zone.Root}/incoming/other inbox && chown -h 65534 . inbox", _partner.Path);
        zone.Drop("orders-1.csv", Rows);
        service.ShouldLog($"target copy is down: {_partner.Path}/inbox is a symbolic link of ");
        (zone.Ended("other") + Directory.GetFileSystemEntries($"{zone.Root}/incoming/other").Length).ShouldBe(0);
        Shell.Run("rm inbox && mkdir inbox", _partner.Path);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{_partner.Path}/inbox/orders-1.csv").ShouldBe(Output);
    }

    public void Dispose() => _partner.Dispose();

    private string Feed(string below = "", string file = "{file.name}", string? mount = null) =>
        TestZone.OrdersFeed + $"\nload:\n  - directory: {{ path: {_partner.Path}{below}, file: \"{file}\"{(mount is null ? "" : $", mount: {mount}")} }}\n";

    /// <summary>Takes the files like a partner. Returns their number.</summary>
    private int Take()
    {
        var files = _partner.Names.Where(name => !name.StartsWith('.')).ToList();
        foreach (var name in files)
        {
            File.ReadAllText($"{_partner.Path}/{name}").ShouldBe(Output);
            File.Delete($"{_partner.Path}/{name}");
        }

        return files.Count;
    }
}
