using System.IO.Abstractions;
using DropZone.Config;
using DropZone.Intake;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

/// <summary>The watcher heals itself: the seam of System.IO.Abstractions hands out watchers that break.</summary>
public sealed class FolderWatchTests
{
    [Fact]
    public void After_an_error_a_distrust_or_a_replaced_folder_there_is_a_new_watcher_and_the_folder_is_to_be_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("incoming");
        Directory.CreateDirectory(path);
        var watchers = new CountingWatchers();
        var sightings = new Sightings();
        using var watch = new FolderWatch(
            new IncomingFolder(path, null, new Configuration(new Settings(), [])), watchers, sightings, NullLogger.Instance);

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

        // replaced between two looks: no event and no error tell of that
        Directory.Delete(path);
        Directory.Move(folder.At("away"), path);
        watch.Check().ShouldBeTrue();
        watchers.Made.ShouldBe(4);
    }

    [Fact]
    public void A_watcher_that_cannot_be_made_leaves_the_folder_to_the_rescan()
    {
        using var folder = new TemporaryFolder();
        using var watch = new FolderWatch(
            new IncomingFolder(folder.Path, null, new Configuration(new Settings(), [])),
            new CountingWatchers { Refuse = true }, new Sightings(), NullLogger.Instance);
        watch.Check().ShouldBeTrue();
        watch.IsThere.ShouldBeTrue();
    }

    [Fact]
    public void Names_that_the_watcher_cannot_tell_ask_for_a_rescan()
    {
        var sightings = new Sightings();
        var folder = new IncomingFolder("/x", null, new Configuration(new Settings(), []));
        sightings.Add(folder, "b\uFFFD.csv");
        sightings.Take(out var rescan).ShouldBeEmpty();
        rescan.ShouldBeTrue();
    }

    [Fact]
    public void Sightings_are_bounded_and_an_overflow_asks_for_a_rescan()
    {
        var sightings = new Sightings();
        var folder = new IncomingFolder("/x", null, new Configuration(new Settings(), []));
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
