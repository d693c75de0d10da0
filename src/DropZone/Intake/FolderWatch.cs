using System.IO.Abstractions;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Metrics;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Watches one incoming folder and heals itself: after any error of the watcher, a folder that was deleted, replaced or
/// unmounted (of which .NET may say nothing), or files that it should have told of and did not, there is a new watcher at the
/// next <see cref="Check"/>. Its events are hints only: "look at this name".
/// </summary>
public sealed class FolderWatch(
    IncomingFolder folder, IFileSystemWatcherFactory watchers, Sightings sightings, ILogger logger) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private IFileSystemWatcher? _watcher;
    private (ulong Device, ulong Inode)? _watched;
    private volatile string? _trouble;
    private bool _missing;
    private bool _failed;

    public IncomingFolder Folder { get; } = folder;

    /// <summary>Whether the folder is there.</summary>
    public bool IsThere => !_missing;

    /// <summary>Sees to it that the folder as it is now is watched. True: a new watcher was made, and the folder must be read.</summary>
    public bool Check()
    {
        var look = Look();
        if (look is not { Kind: FileKind.Folder } there)
        {
            Stop();
            Folder.Release();
            if (!_missing)
                logger.FolderMissing(Folder.Path);
            _missing = true;
            return false;
        }

        if (_watcher is not null && _trouble is null && _watched == (there.Device, there.Inode))
            return false;
        var replaced = _watched is not null && _watched != (there.Device, there.Inode);
        if (_trouble is { } reason && !_failed)
        {
            _failed = true;
            logger.WatcherFailed(Folder.Path, reason);
        }

        return Start(there, replaced);
    }

    /// <summary>The watcher has been silent where it should have spoken: it is replaced at the next check.</summary>
    public void Distrust(string reason) => _trouble = reason;

    public void Dispose()
    {
        Stop();
        Folder.Release();
    }

    private FileLook? Look()
    {
        try
        {
            return FileLook.At(Folder.Path);
        }
        catch (LinuxException)
        {
            return null; // unreadable parents and dead mounts count as missing
        }
    }

    private bool Start(FileLook there, bool replaced)
    {
        Stop();
        Folder.Hold();
        _trouble = null;
        try
        {
            _watcher = watchers.New(Folder.Path);
            _watcher.InternalBufferSize = BufferBytes;
            _watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.Attributes;
            _watcher.Created += (_, seen) => See(seen.Name);
            _watcher.Changed += (_, seen) => See(seen.Name);
            _watcher.Renamed += (_, seen) => See(seen.Name);
            _watcher.Error += (_, error) => Fail(error.GetException().Message);
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (!_failed)
                logger.WatcherFailed(Folder.Path, refused.Message);
            _failed = true;
            Stop();
            return true; // read it all the same: the rescan does the work of the watcher
        }

        _watched = (there.Device, there.Inode);
        if (_missing || replaced || _failed)
            Instruments.WatcherRestarts.Add(1);
        if (_missing || replaced)
            logger.FolderBack(Folder.Path);
        else if (_failed)
            logger.WatcherRestored(Folder.Path);
        else
            logger.WatcherStarted(Folder.Path);
        _missing = false;
        _failed = false;
        return true;
    }

    private void Stop()
    {
        _watcher?.Dispose();
        _watcher = null;
        _watched = null;
    }

    private void See(string? name)
    {
        if (!string.IsNullOrEmpty(name))
            sightings.Add(Folder, name);
    }

    private void Fail(string reason)
    {
        _trouble = reason;
        sightings.AskForRescan();
    }
}
