using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>
/// Ordinary files are read and written through <c>IFileSystem</c>, so that unit tests need no disk. The folders listed here work on
/// the disk itself: renames, locks, leases, descriptors and the order of writes are their subject.
/// </summary>
public sealed partial class FileAccessTests
{
    private static readonly string[] OnTheDisk =
    [
        "src/DropZone.Cli/Demo", "src/DropZone.Cli/Failed",
        "src/DropZone/Jobs", "src/DropZone/Ledger", "src/DropZone/Linux", "src/DropZone/Logging", "src/DropZone/Notifications",
        "src/DropZone/Processes", "src/DropZone/Spool", "src/DropZone/Status", "src/DropZone/Targets",
    ];

    [Fact]
    public void Outside_the_folders_that_work_on_the_disk_files_are_accessed_through_IFileSystem() =>
        DirectAccess().Where(found => !OnTheDisk.Any(folder => found.StartsWith($"{folder}/", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Each_listed_folder_accesses_the_disk()
    {
        var found = DirectAccess().ToList();
        OnTheDisk.Where(folder => !found.Exists(access => access.StartsWith($"{folder}/", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static IEnumerable<string> DirectAccess() =>
        from path in Directory.EnumerateFiles($"{Repository.Root}/src", "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Repository.Root, path)
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
        from access in Access().Matches(CommentOrText().Replace(File.ReadAllText(path), ""))
        select $"{relative}: {access.Value}";

    // the interpolated parts of a text are code
    [GeneratedRegex(@"//[^\n]*|(?<!\$)""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"(?<![\w.])(?:File|Directory)\.[A-Z]\w+|\bnew (?:FileStream|FileInfo|DirectoryInfo)\(")]
    private static partial Regex Access();
}
