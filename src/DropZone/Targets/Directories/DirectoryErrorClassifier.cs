using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Directories;

/// <summary>Which answers of a folder can pass. Source: errno(3)</summary>
internal static class DirectoryErrorClassifier
{
    public static LoadResult EndFor(Exception failure, CopyTarget target)
    {
        var errno = SystemErrorText.Of(failure);
        var said = errno is null ? failure.Message : $"{target.Path}: {errno.Value.Text()}";
        return errno is SystemError.AccessDenied or SystemError.NotPermitted or SystemError.NotFolder or SystemError.IsFolder or SystemError.NameTooLong or SystemError.Invalid or SystemError.InvalidName or SystemError.FileTooLarge or SystemError.SymbolicLink
            ? new LoadResult.Refused($"{said}: let the service write there, or correct `path` or `file`")
            : new LoadResult.Down(said);
    }
}
