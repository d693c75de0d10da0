using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Targets.Loading;
using Mono.Unix.Native;

namespace DropZone.Targets.Directories;

/// <summary>Which answers of a folder can pass. Source: errno(3)</summary>
internal static class DirectoryErrorClassifier
{
    public static LoadResult EndFor(Exception failure, CopyTarget target)
    {
        var errno = ErrnoOf(failure);
        var said = errno is null ? failure.Message : $"{target.Path}: {errno} ({Stdlib.strerror(errno.Value)})";
        return errno is Errno.EACCES or Errno.EPERM or Errno.ENOTDIR or Errno.EISDIR or Errno.ENAMETOOLONG or Errno.EINVAL or Errno.EILSEQ or Errno.EFBIG or Errno.ELOOP
            ? new LoadResult.Refused($"{said}: let the service write there, or correct `path` or `file`")
            : new LoadResult.Down(said);
    }

    /// <summary>.NET keeps it as the result of an exception, in one within where access is denied.</summary>
    private static Errno? ErrnoOf(Exception failure) => failure switch
    {
        LinuxException known => known.Errno,
        UnauthorizedAccessException => Errno.EACCES,
        PathTooLongException => Errno.ENAMETOOLONG,
        DirectoryNotFoundException or FileNotFoundException => Errno.ENOENT,
        { HResult: > 0 and var raw } when NativeConvert.TryToErrno(raw, out var errno) => errno,
        _ => null,
    };
}
