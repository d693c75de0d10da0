using System.IO.Abstractions;
using DropZone.Intake;
using DropZone.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

/// <summary>Members of the group of incoming/ cannot use up descriptors and watches by making folders.</summary>
public sealed class WatchedFoldersTests
{
    [Fact]
    public void Of_folders_without_a_feed_only_some_are_opened_and_watched_and_a_feed_always()
    {
        using var zone = new SpoolZone();
        var log = new EventRecorder();
        using var folders = new WatchedFolders(zone.Zone, zone.Configuration, new FileSystem().FileSystemWatcher, new SeenNames(), TimeProvider.System, log);
        var before = folders.Refresh().Count;
        foreach (var number in Enumerable.Range(1, 3 * WatchedFolders.MaxUnknown))
            Directory.CreateDirectory($"{zone.Zone.Incoming}/a{number}");
        folders.Refresh().Count.ShouldBe(before + WatchedFolders.MaxUnknown);
        folders.Refresh().Count(watch => watch.Folder.IsUnknown).ShouldBe(WatchedFolders.MaxUnknown);
        folders.Contains(zone.Incoming).ShouldBeTrue();
        log.Count(nameof(Events.UnknownFoldersIgnored)).ShouldBe(1);

        // the others take the place of those that were removed
        foreach (var watch in folders.Refresh().Where(watch => watch.Folder.IsUnknown))
            Directory.Delete(watch.Folder.Path);
        folders.Refresh().Count(watch => watch.Folder.IsUnknown).ShouldBe(WatchedFolders.MaxUnknown);
    }
}
