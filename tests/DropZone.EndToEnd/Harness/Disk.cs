using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace DropZone.EndToEnd.Harness;

/// <summary>
/// A small disk with its own file system. It is mounted in the mount namespace of one process, whose exit removes mount and loop
/// device in every case. Other processes reach it through <c>/proc/PID/root</c>.
/// </summary>
public sealed class Disk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-disk-").FullName;
    private readonly Process _keeper;

    /// <param name="fileSystem">ext4 or xfs.</param>
    public Disk(string fileSystem)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "creating disks needs root");
        Assert.SkipUnless(Shell.Has($"mkfs.{fileSystem}"), $"mkfs.{fileSystem} is not installed");
        Directory.CreateDirectory(Mount);
        Shell.Run($"truncate -s {(fileSystem == "xfs" ? 320 : 64)}M image; mkfs.{fileSystem} -q image", _folder);
        _keeper = Process.Start(new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private", "sh", "-c", "echo; exec sleep infinity"]) { RedirectStandardOutput = true })!;
        _keeper.StandardOutput.ReadLine(); // it runs in its own mount namespace now
        Inside($"mount -o loop {_folder}/image {Mount}");
    }

    /// <summary>PID of the process whose namespace has the mount.</summary>
    public int Keeper => _keeper.Id;

    /// <summary>Path of the disk's root for other processes.</summary>
    public string Root => string.Create(CultureInfo.InvariantCulture, $"/proc/{Keeper}/root{Mount}");

    /// <summary>Path of the disk's root in the namespace of the mount.</summary>
    public string Mount => $"{_folder}/disk";

    /// <summary>Runs a script in the namespace of the mount and returns its output.</summary>
    public string Inside(string script) => Shell.Run(string.Create(CultureInfo.InvariantCulture, $"nsenter --target {_keeper.Id} --mount bash -ec '{script}'"));

    public void Dispose()
    {
        _keeper.Kill();
        _keeper.WaitForExit();
        _keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
