using System.IO.Abstractions;
using DropZone.Feeds;
using DropZone.Intake;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

/// <summary>Failed watchers are recreated: System.IO.Abstractions supplies watchers that fail.</summary>
public sealed class FolderWatchTests
{
    [Fact]
    public void After_an_error_a_missed_file_or_a_replaced_folder_there_is_a_new_watcher_and_the_folder_must_be_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("incoming");
        Directory.CreateDirectory(path);
        var watchers = new CountingWatchers();
        var sightings = new SeenNames();
        using var watch = new FolderWatch(
            new IncomingFolder(path, null, new ZoneConfiguration(new Settings(), [])), watchers, sightings, TimeProvider.System, NullLogger.Instance);

        watch.Check().ShouldBeTrue();
        watch.Check().ShouldBeFalse();
        watchers.Made.ShouldBe(1);

        watch.Distrust("silent");
        watch.Check().ShouldBeTrue();
        watchers.Made.ShouldBe(2);

        Directory.Move(path, folder.At("away"));
        watch.Check().ShouldBeFalse();
        watch.IsThere.ShouldBeFalse();
        Directory.CreateDirectory(path);
        watch.Check().ShouldBeTrue();
        watch.IsThere.ShouldBeTrue();

        // replaced between two checks: no event and no error reports that
        Directory.Delete(path);
        Directory.Move(folder.At("away"), path);
        watch.Check().ShouldBeTrue();
        watchers.Made.ShouldBe(4);
    }

    [Fact]
    public void A_watcher_that_fails_repeatedly_is_recreated_after_growing_pauses()
    {
        using var folder = new TemporaryFolder();
        var watchers = new CountingWatchers();
        var clock = new SteppedClock();
        using var watch = new FolderWatch(
            new IncomingFolder(folder.Path, null, new ZoneConfiguration(new Settings(), [])), watchers, new SeenNames(), clock, NullLogger.Instance);
        watch.Check().ShouldBeTrue();

        foreach (var pause in new[] { 0, 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            watch.Distrust("broken");
            watch.Check().ShouldBe(pause == 0);
            watch.IsWatching.ShouldBe(pause == 0);
            watch.Names(_ => false, int.MaxValue)!.ShouldBeEmpty("the folder can be read all the same");
            watch.UntilRestart.ShouldBe(pause == 0 ? null : TimeSpan.FromSeconds(pause));
            clock.Step(TimeSpan.FromSeconds(pause));
            watch.Check().ShouldBe(pause > 0);
            watch.IsWatching.ShouldBeTrue();
        }

        clock.Step(TimeSpan.FromMinutes(2));
        watch.Distrust("broken");
        watch.Check().ShouldBeTrue("it had worked for a while");
        watchers.Made.ShouldBe(11);
    }

    [Fact]
    public void A_watcher_that_cannot_be_made_leaves_the_folder_to_the_rescan()
    {
        using var folder = new TemporaryFolder();
        using var watch = new FolderWatch(
            new IncomingFolder(folder.Path, null, new ZoneConfiguration(new Settings(), [])),
            new CountingWatchers { Refuse = true }, new SeenNames(), TimeProvider.System, NullLogger.Instance);
        watch.Check().ShouldBeTrue();
        watch.IsThere.ShouldBeTrue();
    }

    [Fact]
    public void Names_that_the_watcher_cannot_represent_request_a_rescan()
    {
        var sightings = new SeenNames();
        var folder = new IncomingFolder("/x", null, new ZoneConfiguration(new Settings(), []));
        sightings.Add(folder, "b\uFFFD.csv");
        sightings.Take(out var rescan).ShouldBeEmpty();
        rescan.ShouldBeTrue();
    }

    [Fact]
    public void Seen_names_are_bounded_and_an_overflow_requests_a_rescan()
    {
        var sightings = new SeenNames();
        var folder = new IncomingFolder("/x", null, new ZoneConfiguration(new Settings(), []));
        for (var i = 0; i < 100_001; i++)
            sightings.Add(folder, $"{i}");
        sightings.Take(out var rescan).Count.ShouldBe(100_000);
        rescan.ShouldBeTrue();
        sightings.Take(out rescan).ShouldBeEmpty();
        rescan.ShouldBeFalse();
    }

    private sealed class CountingWatchers : IFileSystemWatcherFactory
    {
        private readonly FileSystem _real = new();

        public int Made { get; private set; }

        public bool Refuse { get; init; }

        public IFileSystem FileSystem => _real;

        public IFileSystemWatcher New() => throw new NotSupportedException();

        public IFileSystemWatcher New(string path)
        {
            Made++;
            return Refuse ? throw new IOException("the limit of watches is reached") : _real.FileSystemWatcher.New(path);
        }

        public IFileSystemWatcher New(string path, string filter) => throw new NotSupportedException();

        public IFileSystemWatcher? Wrap(FileSystemWatcher? fileSystemWatcher) => throw new NotSupportedException();
    }
}
