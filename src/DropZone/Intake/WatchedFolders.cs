using System.IO.Abstractions;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>The incoming folders and their watches: <c>incoming/</c> itself, one for each feed, and those that belong to no feed.</summary>
internal sealed class WatchedFolders(
    Zone zone, ZoneConfiguration configuration, IFileSystemWatcherFactory watchers, SeenNames seen, TimeProvider clock, ILogger logger) : IDisposable
{
    /// <summary>
    /// The number of folders without a feed that are read: members of the group of incoming/ can make any number, and each takes a
    /// descriptor and a watch.
    /// </summary>
    public const int MaxUnknown = 20;

    private readonly Dictionary<string, FolderWatch> _watches = new(StringComparer.Ordinal);
    private bool _tooMany;

    /// <summary>Whether the path is one of them.</summary>
    public bool Contains(string path) => _watches.ContainsKey(path);

    /// <summary>The time until the next failed watcher is created again; null: there is none.</summary>
    public TimeSpan? UntilRestart => _watches.Values.Min(watch => watch.UntilRestart);

    /// <summary>Adds new folders, and drops folders without a feed that are gone. Returns all.</summary>
    public IReadOnlyList<FolderWatch> Refresh()
    {
        Watch(zone.Incoming, null);
        foreach (var feed in configuration.Feeds)
            Watch($"{zone.Incoming}/{feed.Name}", feed.Name);
        foreach (var watch in _watches.Values.Where(watch => watch.Folder.IsUnknown && !IsFolder(watch.Folder.Path)).ToList())
        {
            watch.Dispose();
            _watches.Remove(watch.Folder.Path);
        }

        foreach (var name in FoldersIn(zone.Incoming))
            Watch($"{zone.Incoming}/{name}", name);
        return [.. _watches.Values];
    }

    public void Dispose()
    {
        foreach (var watch in _watches.Values)
            watch.Dispose();
    }

    private void Watch(string path, string? feedName)
    {
        if (_watches.ContainsKey(path))
            return;
        var isUnknown = feedName is not null && configuration.FeedNamed(feedName) is null;
        if (isUnknown && _watches.Values.Count(watch => watch.Folder.IsUnknown) >= MaxUnknown)
        {
            if (!_tooMany)
                logger.UnknownFoldersIgnored(zone.Incoming, MaxUnknown);
            _tooMany = true;
            return;
        }

        _watches[path] = new FolderWatch(new IncomingFolder(path, feedName, configuration), watchers, seen, clock, logger);
        if (isUnknown)
            logger.UnknownFeedFolder(PrintableName.Of(path));
    }

    private static IReadOnlyList<string> FoldersIn(string path)
    {
        try
        {
            return FolderListing.FoldersIn(path);
        }
        catch (LinuxException)
        {
            return []; // its watch reports that
        }
    }

    private static bool IsFolder(string path)
    {
        try
        {
            return FileStatus.At(path) is { Kind: FileKind.Folder };
        }
        catch (LinuxException)
        {
            return false;
        }
    }
}
