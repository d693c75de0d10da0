using System.Diagnostics;
using DropZone.Spool.Folders;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Folders;

public sealed class TrustedPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Zone _zone;

    public TrustedPathTests()
    {
        _zone = new Zone(_folder.At("zone"));
        foreach (var name in new[] { "zone/incoming/other", "zone/outgoing/x", "home/replies", "disk/replies" })
            Directory.CreateDirectory(_folder.At(name));
    }

    [Theory]
    [InlineData("home/replies")]
    [InlineData("home/./replies")]
    [InlineData("home/../home//replies/")]
    public void A_folder_is_opened_and_files_are_written_into_it(string path)
    {
        using var folder = TrustedPath.TryOpen(_folder.At(path), _zone, out var obstacle).ShouldNotBeNull();
        obstacle.ShouldBeNull();
        File.WriteAllText($"{folder.HeldPath}/file", "");
        File.Exists(_folder.At("home/replies/file")).ShouldBeTrue();
    }

    /// <summary>An administrator moved folders to another disk.</summary>
    [Theory]
    [InlineData("../disk")]
    [InlineData("absolute")]
    public void A_link_that_only_the_administrator_can_change_is_followed(string target)
    {
        Directory.CreateSymbolicLink(_folder.At("linked"), target == "absolute" ? _folder.At("disk") : target[3..]);
        Directory.CreateSymbolicLink(_folder.At("again"), "linked");
        using var folder = TrustedPath.TryOpen(_folder.At("again/replies"), _zone, out _).ShouldNotBeNull();
        File.WriteAllText($"{folder.HeldPath}/file", "");
        File.Exists(_folder.At("disk/replies/file")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("chown -h 65534 home", "of 65534's link")]
    [InlineData("chown 65534 .", "in 65534's folder")]
    [InlineData("chmod 0775 .", "in a folder of a group")]
    [InlineData("chmod 0757 .", "in a folder of all")]
    [InlineData("chmod 1777 . && chown -h 65534 home", "as in /tmp")]
    public void A_link_that_another_user_can_have_made_is_not_followed(string command, string why)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder away");
        Directory.Delete(_folder.At("home"), recursive: true);
        Directory.CreateSymbolicLink(_folder.At("home"), "disk");
        TrustedPath.TryOpen(_folder.At("home/replies"), _zone, out _).ShouldNotBeNull().Dispose();
        Run(command);
        TrustedPath.TryOpen(_folder.At("home/replies"), _zone, out var obstacle).ShouldBeNull(why);
        obstacle!.Text.ShouldContain($"{_folder.At("home")} is a symbolic link of");
    }

    /// <summary>The owner of the parent exchanges it after the check: what was opened stays.</summary>
    [Fact]
    public void An_exchanged_parent_leads_nothing_elsewhere()
    {
        using var folder = TrustedPath.TryOpen(_folder.At("home/replies"), _zone, out _).ShouldNotBeNull();
        Directory.Move(_folder.At("home"), _folder.At("aside"));
        Directory.CreateSymbolicLink(_folder.At("home"), "zone/incoming");
        File.WriteAllText($"{folder.HeldPath}/file", "");
        File.Exists(_folder.At("aside/replies/file")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("zone/incoming")]
    [InlineData("zone/incoming/other")]
    [InlineData("linked/other")]
    public void Folders_of_deliveries_are_never_entered(string path)
    {
        Directory.CreateSymbolicLink(_folder.At("linked"), "zone/incoming");
        TrustedPath.TryOpen(_folder.At(path), _zone, out var obstacle).ShouldBeNull();
        obstacle!.Text.ShouldContain("a folder of the zone");
        TrustedPath.TryOpen(_folder.At("zone/outgoing/x"), _zone, out _).ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void What_is_missing_or_no_folder_is_reported()
    {
        TrustedPath.TryOpen(_folder.At("home/none/replies"), _zone, out var missing).ShouldBeNull();
        missing!.Text.ShouldContain("home/none does not exist");
        _folder.Write("home/file", "");
        TrustedPath.TryOpen(_folder.At("home/file/replies"), _zone, out var file).ShouldBeNull();
        file!.Text.ShouldContain("home/file is a file of");
        Directory.CreateSymbolicLink(_folder.At("loop"), "loop");
        TrustedPath.TryOpen(_folder.At("loop/replies"), _zone, out var loop).ShouldBeNull();
        loop!.Text.ShouldContain("loop is a symbolic link");
    }

    /// <summary>A home folder may be passed by all and read by its owner alone.</summary>
    [Fact]
    public void A_folder_that_only_may_be_entered_is_passed()
    {
        Syscall.chmod(_folder.At("home"), (FilePermissions)0x49).ShouldBe(0); // 0111
        TrustedPath.TryOpen(_folder.At("home/replies"), _zone, out _).ShouldNotBeNull().Dispose();
        Syscall.chmod(_folder.At("home"), FilePermissions.ACCESSPERMS).ShouldBe(0);
    }

    private void Run(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = _folder.Path })!;
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, script);
    }

    public void Dispose() => _folder.Dispose();
}
