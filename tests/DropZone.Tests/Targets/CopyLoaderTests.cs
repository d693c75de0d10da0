using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Linux;
using DropZone.Targets.Directories;
using DropZone.Targets.Loading;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

public sealed class CopyLoaderTests : IDisposable
{
    private const string Text = "id\n1\n";
    private readonly TemporaryFolder _folder = new();
    private readonly SealedJob _job = new(Text);
    private readonly CopyTarget _target;

    public CopyLoaderTests() => _target = new CopyTarget("copy", _folder.At("there"), NameTemplate.Standard, null);

    [Fact]
    public async Task The_output_is_copied_once_however_often_it_is_loaded()
    {
        Directory.CreateDirectory(_target.Path);
        for (var time = 0; time < 2; time++)
            (await Load(_target)).ShouldBeOfType<LoadResult.Loaded>();
        Directory.GetFileSystemEntries(_target.Path).ShouldBe([$"{_target.Path}/orders-1.csv"]);
        File.ReadAllText($"{_target.Path}/orders-1.csv").ShouldBe(Text);
        File.Exists(_job.Folder.Output).ShouldBeTrue();
    }

    [Fact]
    public async Task A_copy_that_was_fetched_is_not_made_again()
    {
        Directory.CreateDirectory(_target.Path);
        await Load(_target);
        File.Delete($"{_target.Path}/orders-1.csv");
        (await Load(_target)).ShouldBeOfType<LoadResult.Loaded>();
        Directory.GetFileSystemEntries(_target.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_the_same_name_is_never_overwritten()
    {
        Directory.CreateDirectory(_target.Path);
        File.WriteAllText($"{_target.Path}/orders-1.csv", "another");
        await Load(_target);
        File.ReadAllText($"{_target.Path}/orders-1.csv").ShouldBe("another");
        File.ReadAllText($"{_target.Path}/orders-1.{_job.Folder.Name.Stamp}.csv").ShouldBe(Text);
    }

    [Fact]
    public async Task A_missing_folder_counts_as_down_and_is_not_created()
    {
        (await Load(_target)).ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain(_target.Path);
        Directory.Exists(_target.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_required_mount_that_is_not_mounted_counts_as_down()
    {
        Directory.CreateDirectory(_target.Path);
        (await Load(_target with { Mount = _target.Path })).ShouldBeOfType<LoadResult.Down>().Reason.ShouldBe($"nothing is mounted at {_target.Path}");
        Directory.GetFileSystemEntries(_target.Path).ShouldBeEmpty();
        (await Load(_target with { Mount = "/proc" })).ShouldBeOfType<LoadResult.Loaded>();
    }

    [Fact]
    public async Task A_stop_leaves_nothing_under_the_name()
    {
        Directory.CreateDirectory(_target.Path);
        await Should.ThrowAsync<OperationCanceledException>(() => Load(_target, new CancellationToken(canceled: true)));
        File.Exists($"{_target.Path}/orders-1.csv").ShouldBeFalse();
    }

    [Theory]
    [InlineData(Errno.EACCES, false)]
    [InlineData(Errno.EPERM, false)]
    [InlineData(Errno.ENOTDIR, false)]
    [InlineData(Errno.ENAMETOOLONG, false)]
    [InlineData(Errno.EFBIG, false)]
    [InlineData(Errno.EIO, true)]
    [InlineData(Errno.ENOSPC, true)]
    [InlineData(Errno.ESTALE, true)]
    [InlineData(Errno.EROFS, true)]
    [InlineData(Errno.ENOENT, true)]
    public void Permissions_and_names_do_not_pass_and_the_state_of_the_disk_does(Errno errno, bool canPass)
    {
        var result = DirectoryErrorClassifier.ResultOf(new LinuxException((SystemError)errno, "open", "there"), _target);
        (result is LoadResult.Down).ShouldBe(canPass);
        ((result as LoadResult.Down)?.Reason ?? ((LoadResult.Refused)result).Message).ShouldStartWith($"{_target.Path}: {errno} (");
    }

    [Fact]
    public void Exceptions_of_NET_are_classified_by_the_error_behind_them()
    {
        DirectoryErrorClassifier.ResultOf(new UnauthorizedAccessException(), _target).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("EACCES");
        DirectoryErrorClassifier.ResultOf(new PathTooLongException(), _target).ShouldBeOfType<LoadResult.Refused>();
        DirectoryErrorClassifier.ResultOf(new DirectoryNotFoundException(), _target).ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain("ENOENT");
        DirectoryErrorClassifier.ResultOf(new IOException("words"), _target).ShouldBe(new LoadResult.Down("words"));
    }

    public void Dispose()
    {
        _job.Dispose();
        _folder.Dispose();
    }

    private async Task<LoadResult> Load(CopyTarget target, CancellationToken stopping = default)
    {
        using var loader = new CopyLoader(target, new Zone("/nowhere"));
        return await loader.LoadAsync(_job.Request("directory", target.Path, "orders-1.csv", target.Name), stopping);
    }
}
