using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

/// <summary>One holder at a time, whose file is removed; no other user can open it.</summary>
public sealed class PrivateLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Locks => _folder.At("locks");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holds_it_and_its_file_is_gone_afterwards()
    {
        using (var first = PrivateLock.TryTake(Locks, "job"))
        {
            first.ShouldNotBeNull();
            PrivateLock.TryTake(Locks, "job").ShouldBeNull();
            using var other = PrivateLock.TryTake(Locks, "other");
            other.ShouldNotBeNull();
            FileStatus.At(Locks)!.Value.Mode.ShouldBe(0x1C0u); // 0700
            FileStatus.At($"{Locks}/job")!.Value.Mode.ShouldBe(0x180u); // 0600
        }

        Directory.GetFileSystemEntries(Locks).ShouldBeEmpty();
        PrivateLock.TryTake(Locks, "job")!.Dispose();
    }

    [Fact]
    public void An_open_folder_is_closed_to_others()
    {
        Directory.CreateDirectory(Locks);
        Syscall.chmod(Locks, FilePermissions.ACCESSPERMS).ShouldBe(0);
        PrivateLock.TryTake(Locks, "job")!.Dispose();
        FileStatus.At(Locks)!.Value.Mode.ShouldBe(0x1C0u);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        var victim = _folder.Write("victim", "");
        Directory.CreateDirectory(Locks);
        File.CreateSymbolicLink($"{Locks}/job", victim);
        Should.Throw<LinuxException>(() => PrivateLock.TryTake(Locks, "job")).Error.ShouldBe(SystemError.SymbolicLink);
    }

    [Fact]
    public void Made_by_root_it_belongs_to_the_owner_of_its_place()
    {
        Assert.SkipUnless(SystemUser.IsRoot, "needs root");
        Syscall.chown(_folder.Path, 4711, 4712).ShouldBe(0);
        using var held = PrivateLock.TryTake(Locks, "job");
        FileStatus.At(Locks)!.Value.Owner.ShouldBe(4711u);
        FileStatus.At($"{Locks}/job")!.Value.Owner.ShouldBe(4711u);
    }

    [Fact]
    public void Files_that_killed_processes_left_are_removed_and_held_ones_stay()
    {
        using var held = PrivateLock.TryTake(Locks, "held");
        File.WriteAllText($"{Locks}/left", "");
        PrivateLock.RemoveLeft(Locks);
        Directory.GetFiles(Locks).Select(Path.GetFileName).ShouldBe(["held"]);
        PrivateLock.RemoveLeft(_folder.At("missing"));
    }

    [Fact]
    public void Of_many_threads_that_take_and_release_it_never_two_hold_it()
    {
        var holders = 0;
        var taken = 0;
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var held = PrivateLock.TryTake(Locks, "job");
                if (held is null)
                    continue;
                Interlocked.Increment(ref holders).ShouldBe(1);
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref holders);
            }
        });
        taken.ShouldBeGreaterThan(0);
        Directory.GetFileSystemEntries(Locks).ShouldBeEmpty();
    }
}
