using System.Diagnostics;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>Something in the folder of a job that is in the way of a sweep, until it is disposed.</summary>
internal sealed class Obstacle : IDisposable
{
    private readonly string _original;
    private readonly bool _isImmutable;

    public Obstacle(string kind, string job)
    {
        _original = $"{job}/orders-1.csv";
        _isImmutable = kind == "immutable";
        switch (kind)
        {
            case "folder":
                File.Delete(_original);
                Directory.CreateDirectory($"{_original}/inside");
                break;
            case "pipe":
                File.Delete(_original);
                Syscall.mkfifo(_original, FilePermissions.S_IRUSR).ShouldBe(0);
                break;
            case "link":
                File.Move(_original, $"{job}/../../../../elsewhere");
                File.CreateSymbolicLink(_original, $"{job}/../../../../elsewhere");
                break;
            case "second name":
                Syscall.link(_original, $"{job}/../../../../elsewhere").ShouldBe(0);
                break;
            case "immutable":
                Assert.SkipUnless(Attribute("+i"), "no file attributes");
                break;
            case "mode 0000":
                Syscall.chown(_original, 4711, 4712).ShouldBe(0);
                Syscall.chmod(_original, 0).ShouldBe(0);
                break;
            case "job is a file":
                Directory.Delete(job, recursive: true);
                File.WriteAllText(job, "");
                break;
            case "job is a link":
                Directory.Delete(job, recursive: true);
                File.CreateSymbolicLink(job, $"{job}/../../../../incoming");
                break;
            case "closed job":
                Syscall.chmod(job, 0).ShouldBe(0);
                break;
            case "companion is a file":
                Directory.Delete($"{job}/companion", recursive: true);
                File.WriteAllText($"{job}/companion", "");
                break;
            case "unknown file":
                File.WriteAllText($"{job}/notes.txt", "");
                break;
            case "unknown folder":
                Directory.CreateDirectory($"{job}/notes/more");
                break;
            default:
                throw new ArgumentException(kind);
        }
    }

    public void Dispose()
    {
        if (_isImmutable)
            Attribute("-i").ShouldBeTrue();
    }

    private bool Attribute(string change)
    {
        using var run = Process.Start(new ProcessStartInfo("chattr", [change, _original]) { RedirectStandardError = true })!;
        run.WaitForExit();
        return run.ExitCode == 0;
    }
}
