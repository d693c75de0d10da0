using System.IO.Abstractions;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Metrics;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Watches one incoming folder and heals itself: after any error of the watcher, a folder that was deleted, replaced or
/// unmounted (of which .NET may say nothing), or files that it should have told of and did not, there is a new watcher at the
/// next <see cref="Check"/>; after a second error within a minute only after a pause, which doubles from a second to a minute.
/// Its events are hints only: "look at this name".
/// </summary>
public sealed class FolderWatch(
    IncomingFolder folder, IFileSystemWatcherFactory watchers, SeenNames sightings, TimeProvider clock, ILogger logger) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private IFileSystemWatcher? _watcher;
    private (ulong Device, ulong Inode)? _watched;
    private volatile string? _trouble;
    private bool _missing;
    private bool _failed;
    private long? _lastFailure;
    private TimeSpan _pause;

    public IncomingFolder Folder { get; } = folder;

    /// <summary>Whether the folder is there.</summary>
    public bool IsThere => !_missing;

    /// <summary>Whether a watcher tells of what lands; if not, only the rescans find it.</summary>
    public bool IsWatching => _watcher is not null;

    /// <summary>How soon a watcher that failed is to be made again; null: there is one, or it cannot be.</summary>
    public TimeSpan? UntilRestart =>
        IsWatching || _missing || _lastFailure is not { } failure ? null
        : _pause - clock.GetElapsedTime(failure) is var left && left > TimeSpan.Zero ? left
        : null;

    /// <summary>The names that lie in the folder now, in no order; none if it is not there. Null: it cannot be read.</summary>
    public IReadOnlyList<string>? Names()
    {
        try
        {
            return IsThere ? FolderListing.Of(Folder.Held).ConvertAll(entry => entry.Name) : [];
        }
        catch (LinuxException)
        {
            return null;
        }
    }

    /// <summary>Sees to it that the folder as it is now is watched. True: a new watcher was made, and the folder must be read.</summary>
    public bool Check()
    {
        var look = Look(out var reason);
        if (look is not { Kind: FileKind.Folder } there)
        {
            Stop();
            Folder.Release();
            if (!_missing)
                logger.FolderMissing(Folder.Path, reason);
            _missing = true;
            return false;
        }

        var isAnother = _watched != (there.Device, there.Inode);
        if (_watcher is not null && _trouble is null && !isAnother)
            return false;
        var replaced = _watched is not null && isAnother;
        if (_trouble is { } exception)
            EndAfter(exception);
        if (!isAnother && UntilRestart is not null)
            return false;
        return Start(there, replaced);
    }

    /// <summary>The watcher has been silent where it should have spoken: it is replaced at the next check.</summary>
    public void Distrust(string reason) => _trouble = reason;

    public void Dispose()
    {
        Stop();
        Folder.Release();
    }

    private FileStatus? Look(out string reason)
    {
        try
        {
            var look = FileStatus.At(Folder.Path);
            reason = look is { } other ? $"{other.Kind} instead of a folder" : "removed, renamed or unmounted";
            return look;
        }
        catch (LinuxException exception)
        {
            reason = exception.Message; // unreadable parents and dead mounts count as missing
            return null;
        }
    }

    private bool Start(FileStatus there, bool replaced)
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

    private void EndAfter(string exception)
    {
        if (!_failed)
            logger.WatcherFailed(Folder.Path, exception);
        _failed = true;
        _pause = _lastFailure is not { } last || clock.GetElapsedTime(last) > LongestPause ? TimeSpan.Zero
            : _pause == TimeSpan.Zero ? ShortestPause
            : _pause + _pause < LongestPause ? _pause + _pause
            : LongestPause;
        _lastFailure = clock.GetTimestamp();
        _watcher?.Dispose();
        _watcher = null;
        _trouble = null;
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
