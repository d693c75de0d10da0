using DropZone.Linux;
using DropZone.Spool;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool;

public sealed class RenameProbeTests : IDisposable
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private readonly TemporaryFolder _folder = new();
    private readonly List<HeldFolder> _way;

    public RenameProbeTests() => _way = [.. new[] { "incoming", "working", "archive" }.Select(name => HeldFolder.Ensure(_folder.At(name)))];

    [Fact]
    public void Renames_that_work_leave_nothing()
    {
        RenameProbe.Try(_way, new Random(1)).ShouldBeNull();
        Entries().ShouldBe(["archive", "incoming", "working"]);
    }

    [Fact]
    public void A_taken_name_is_replaced_by_another()
    {
        var names = new Random(1);
        foreach (var folder in new[] { "incoming", "working", "archive" })
            Directory.CreateDirectory(_folder.At($"{folder}/.dropzone-probe-{names.GetString(Letters, 8)}/x"));
        var before = Entries();
        RenameProbe.Try(_way, new Random(1)).ShouldBeNull();
        Entries().ShouldBe(before);
    }

    /// <summary>A sender who takes every name proves nothing about the mounts, and must not stop the service.</summary>
    [Fact]
    public void Names_that_are_always_taken_are_no_problem()
    {
        RenameProbe.Try(_way, new ConstantRandom()).ShouldBeNull();
        Directory.CreateDirectory(_folder.At("working/.dropzone-probe-aaaaaaaa"));
        RenameProbe.Try(_way, new ConstantRandom()).ShouldBeNull();
        Entries().ShouldBe(["archive", "incoming", "working", "working/.dropzone-probe-aaaaaaaa"]);
    }

    [Fact]
    public void Another_mount_is_a_problem()
    {
        using var other = HeldFolder.Ensure($"/dev/shm/dropzone-test-{Path.GetFileName(_folder.Path)}");
        try
        {
            RenameProbe.Try([.. _way, other], new Random(1)).ShouldNotBeNull().ShouldContain("are not on the same mount (EXDEV)");
            Entries().ShouldBe(["archive", "incoming", "working"]);
        }
        finally
        {
            Directory.Delete(other.Path);
        }
    }

    [Theory]
    [InlineData(".dropzone-probe")]
    [InlineData(".dropzone-probe-abcdefgh")]
    public void Empty_leftovers_of_killed_starts_are_removed(string name)
    {
        _folder.Write($"incoming/{name}", "");
        Directory.CreateDirectory(_folder.At($"working/{name}"));
        _way.ForEach(RenameProbe.RemoveLeftovers);
        Entries().ShouldBe(["archive", "incoming", "working"]);
    }

    [Fact]
    public void Other_things_of_such_names_are_ignored()
    {
        _folder.Write("incoming/.dropzone-probe", "text");
        _folder.Write("incoming/.dropzone-probed", "");
        _folder.Write("incoming/.dropzone-probe-abcdefgh/x", "");
        _folder.Write("victim", "");
        File.CreateSymbolicLink(_folder.At("working/.dropzone-probe"), "../victim");
        File.CreateSymbolicLink(_folder.At("working/.dropzone-probe-abcdefgh"), "../archive");
        Syscall.mkfifo(_folder.At("archive/.dropzone-probe"), FilePermissions.ALLPERMS).ShouldBe(0);
        var before = Entries();
        _way.ForEach(RenameProbe.RemoveLeftovers);
        RenameProbe.Try(_way, new Random(1)).ShouldBeNull();
        Entries().ShouldBe(before);
    }

    public void Dispose()
    {
        _way.ForEach(folder => folder.Dispose());
        _folder.Dispose();
    }

    private IReadOnlyList<string> Entries() =>
        [.. Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder.Path, path)).Order(StringComparer.Ordinal)];

    /// <summary>Always the first letter.</summary>
    private sealed class ConstantRandom() : Random(1)
    {
        public override int Next(int maxValue) => 0;

        public override int Next() => 0;

        public override void NextBytes(Span<byte> buffer) => buffer.Clear();
    }
}
