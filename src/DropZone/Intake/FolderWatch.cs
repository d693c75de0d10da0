using System.IO.Abstractions;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Metrics;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Watches one incoming folder and recovers automatically: after any error of the watcher, a folder that was deleted, replaced or
/// unmounted (which .NET may not report), or files that it did not report, the next <see cref="Check"/> creates a new watcher.
/// After a second error within a minute it waits first, a second to a minute, doubling. Events only name files to check.
/// </summary>
public sealed class FolderWatch(
    IncomingFolder folder, IFileSystemWatcherFactory watchers, SeenNames seen, TimeProvider clock, ILogger logger) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private IFileSystemWatcher? _watcher;
    private (ulong Device, ulong Inode)? _watched;
    private volatile string? _failure;
    private bool _missing;
    private bool _failed;
    private long? _lastFailure;
    private TimeSpan _pause;

    public IncomingFolder Folder { get; } = folder;

    /// <summary>Whether the folder is there.</summary>
    public bool IsThere => !_missing;

    /// <summary>Whether a watcher reports new files; if not, only rescans find them.</summary>
    public bool IsWatching => _watcher is not null;

    /// <summary>The time until a failed watcher is created again; null: there is one, or the folder is missing.</summary>
    public TimeSpan? UntilRestart =>
        IsWatching || _missing || _lastFailure is not { } failure ? null
        : _pause - clock.GetElapsedTime(failure) is var left && left > TimeSpan.Zero ? left
        : null;

    /// <summary>
    /// Returns the names in the folder that may be deliveries, in no order, none if it is missing; null: it cannot be read. Of names that
    /// are not known, at most the given number.
    /// </summary>
    /// <param name="isKnown">Whether the name is known.</param>
    /// <param name="maxUnknown">The maximum number of others.</param>
    public IReadOnlyList<string>? Names(Func<string, bool> isKnown, int maxUnknown)
    {
        var names = new List<string>();
        try
        {
            foreach (var entry in IsThere ? FolderListing.Visible(Folder.Held) : [])
            {
                if (IgnoredNames.Contains(entry.Name))
                    continue;
                if (isKnown(entry.Name) || maxUnknown-- > 0)
                    names.Add(entry.Name);
            }

            return names;
        }
        catch (LinuxException)
        {
            return null;
        }
    }

    /// <summary>Ensures that the folder is watched as it is now. Returns whether a new watcher was created, so that the folder must be read.</summary>
    public bool Check()
    {
        var status = Status(out var reason);
        if (status is not { Kind: FileKind.Folder } there)
        {
            Stop();
            Folder.Release();
            if (!_missing)
                logger.FolderMissing(Folder.Path, reason);
            _missing = true;
            return false;
        }

        var isAnother = _watched != (there.Device, there.Inode);
        if (_watcher is not null && _failure is null && !isAnother)
            return false;
        var replaced = _watched is not null && isAnother;
        if (_failure is { } exception)
            EndAfter(exception);
        if (!isAnother && UntilRestart is not null)
            return false;
        return Start(there, replaced);
    }

    /// <summary>Replaces the watcher at the next check, because it did not report files.</summary>
    public void Distrust(string reason) => _failure = reason;

    public void Dispose()
    {
        Stop();
        Folder.Release();
    }

    private FileStatus? Status(out string reason)
    {
        try
        {
            var status = FileStatus.At(Folder.Path);
            reason = status is { } other ? $"{other.Kind} instead of a folder" : "removed, renamed or unmounted";
            return status;
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
        _failure = null;
        try
        {
            _watcher = watchers.New(Folder.Path);
            _watcher.InternalBufferSize = BufferBytes;
            _watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.Attributes;
            _watcher.Created += (_, file) => See(file.Name);
            _watcher.Changed += (_, file) => See(file.Name);
            _watcher.Renamed += (_, file) => See(file.Name);
            _watcher.Error += (_, error) => Fail(error.GetException().Message);
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (!_failed)
                logger.WatcherFailed(Folder.Path, refused.Message);
            _failed = true;
            Stop();
            return true; // the folder is read all the same: rescans replace the watcher
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
        _failure = null;
    }

    private void Stop()
    {
        _watcher?.Dispose();
        _watcher = null;
        _watched = null;
    }

    private void See(string? name)
    {
        // a sender can make any number of names that are never deliveries
        if (!string.IsNullOrEmpty(name) && !IgnoredNames.Contains(name))
            seen.Add(Folder, name);
    }

    private void Fail(string reason)
    {
        _failure = reason;
        seen.RequestRescan();
    }
}
