using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

/// <summary>A folder is removed with all that is in it, and nothing outside, whatever another user does in it meanwhile.</summary>
public sealed class FolderTreeTests : IDisposable
{
    private const int Depth = 3_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nested_folders_with_files_links_and_pipes_are_removed()
    {
        var outside = _folder.Write("outside/kept.csv", "kept");
        _folder.Write("tree/a/b/c/file", "");
        _folder.Write("tree/a/.removed-1/file", ""); // a name that the removal uses itself
        File.CreateSymbolicLink(_folder.At("tree/a/link"), _folder.At("outside"));
        Syscall.mkfifo(_folder.At("tree/a/b/pipe"), FilePermissions.DEFFILEMODE).ShouldBe(0);
        FolderTree.Remove(_folder.At("tree"));
        Directory.Exists(_folder.At("tree")).ShouldBeFalse();
        File.ReadAllText(outside).ShouldBe("kept");
    }

    [Fact]
    public void A_link_in_place_of_the_folder_is_not_followed()
    {
        Directory.CreateDirectory(_folder.At("outside"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(_folder.At("tree"), _folder.At("outside"));
        Should.Throw<IOException>(() => FolderTree.Remove(_folder.At("tree")));
        File.GetUnixFileMode(_folder.At("outside")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [Fact]
    public void The_rest_of_an_interrupted_removal_is_removed()
    {
        for (var i = 1; i <= 20; i++)
            _folder.Write($"tree/.removed-{i}/a/b/file", "");
        FolderTree.Remove(_folder.At("tree"));
        Directory.Exists(_folder.At("tree")).ShouldBeFalse();
    }

    [Fact]
    public void Names_that_are_no_text_are_removed()
    {
        Directory.CreateDirectory(_folder.At("tree/a"));
        using (var made = System.Diagnostics.Process.Start("sh", ["-c", $"mkdir -p \"$(printf '{_folder.At("tree/a")}/\\377')/inside\" && : > \"$(printf '{_folder.At("tree")}/\\376')\""]))
        {
            made.WaitForExit();
            made.ExitCode.ShouldBe(0);
        }

        FolderTree.Remove(_folder.At("tree"));
        Directory.Exists(_folder.At("tree")).ShouldBeFalse();
    }

    [Fact]
    public void A_missing_folder_is_no_error() => FolderTree.Remove(_folder.At("missing"));

    [Fact]
    public void A_tree_deeper_than_any_path_is_removed()
    {
        Directory.CreateDirectory(_folder.At("tree"));
        for (var depth = 0; depth < Depth; depth++)
        {
            // from the innermost: the whole is deeper than a path can name
            _folder.Write("outer/file", "");
            Directory.Move(_folder.At("tree"), _folder.At("outer/folder"));
            Directory.Move(_folder.At("outer"), _folder.At("tree"));
        }

        FolderTree.Remove(_folder.At("tree"));
        Directory.Exists(_folder.At("tree")).ShouldBeFalse();
    }

    [Fact]
    public async Task Folders_exchanged_for_links_meanwhile_lead_nowhere()
    {
        const int folders = 200;
        for (var i = 0; i < folders; i++)
            _folder.Write($"outside/{i}/kept.csv", "kept");
        var deadline = Environment.TickCount64 + 2000;
        while (Environment.TickCount64 < deadline)
        {
            for (var i = 0; i < folders; i++)
                _folder.Write($"tree/{i}/file", "");
            using var stop = new CancellationTokenSource();
            var sender = Task.Run(() => Exchange(folders, stop.Token));
            try
            {
                FolderTree.Remove(_folder.At("tree"));
            }
            catch (LinuxException)
            {
                // the sender made entries as fast as they were removed: it is reported, and removed next time
            }

            await stop.CancelAsync();
            await sender;
            Directory.GetFiles(_folder.At("outside"), "kept.csv", SearchOption.AllDirectories).Length.ShouldBe(folders);
            if (Directory.Exists(_folder.At("tree")))
                FolderTree.Remove(_folder.At("tree"));
        }
    }

    /// <summary>Moves each folder away and puts a link to another place under its name.</summary>
    private void Exchange(int folders, CancellationToken stop)
    {
        for (var i = folders - 1; i >= 0 && !stop.IsCancellationRequested; i--)
        {
            var aside = _folder.At($"tree/aside-{i}");
            if (Stdlib.rename(_folder.At($"tree/{i}"), aside) == 0)
                _ = Syscall.symlink(_folder.At($"outside/{i}"), _folder.At($"tree/{i}"));
        }
    }
}
