using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace DropZone.EndToEnd.Harness;

/// <summary>
/// A small disk with a file system of its own. It is mounted where only one process sees it, whose end, however it comes, takes
/// mount and loop device with it; others reach it through <c>/proc/PID/root</c>.
/// </summary>
public sealed class Disk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-disk-").FullName;
    private readonly Process _keeper;

    /// <param name="fileSystem">ext4 or xfs.</param>
    public Disk(string fileSystem)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "disks are for root to make");
        Assert.SkipUnless(Shell.Has($"mkfs.{fileSystem}"), $"mkfs.{fileSystem} is not installed");
        Directory.CreateDirectory(Mount);
        Shell.Run($"truncate -s {(fileSystem == "xfs" ? 320 : 64)}M image; mkfs.{fileSystem} -q image", _folder);
        _keeper = Process.Start(new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private", "sh", "-c", "echo; exec sleep infinity"]) { RedirectStandardOutput = true })!;
        _keeper.StandardOutput.ReadLine(); // it is in its own place
        Inside($"mount -o loop {_folder}/image {Mount}");
    }

    /// <summary>The process that sees it mounted.</summary>
    public int Keeper => _keeper.Id;

    /// <summary>Its root, as other processes reach it.</summary>
    public string Root => string.Create(CultureInfo.InvariantCulture, $"/proc/{Keeper}/root{Mount}");

    /// <summary>Its root, where it is mounted.</summary>
    public string Mount => $"{_folder}/disk";

    /// <summary>Runs a script where the disk is mounted.</summary>
    public string Inside(string script) => Shell.Run(string.Create(CultureInfo.InvariantCulture, $"nsenter --target {_keeper.Id} --mount bash -ec '{script}'"));

    public void Dispose()
    {
        _keeper.Kill();
        _keeper.WaitForExit();
        _keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
