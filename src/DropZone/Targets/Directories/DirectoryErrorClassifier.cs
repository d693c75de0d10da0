using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Directories;

/// <summary>Decides which errors of a folder are temporary. Source: errno(3).</summary>
internal static class DirectoryErrorClassifier
{
    public static LoadResult ResultOf(Exception failure, CopyTarget target)
    {
        var errno = SystemErrorText.Of(failure);
        var what = errno is null ? failure.Message : $"{target.Path}: {errno.Value.Text()}";
        return errno is SystemError.AccessDenied or SystemError.NotPermitted or SystemError.NotFolder or SystemError.IsFolder or SystemError.NameTooLong or SystemError.Invalid or SystemError.InvalidName or SystemError.FileTooLarge or SystemError.SymbolicLink
            ? new LoadResult.Refused($"{what}. Give the service's user write permission, or correct `path` or `file`.")
            : new LoadResult.Down(what);
    }
}
