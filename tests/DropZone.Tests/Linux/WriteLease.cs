using System.Runtime.InteropServices;
using DropZone.Linux;
using Microsoft.Win32.SafeHandles;
using Shouldly;

namespace DropZone.Tests.Linux;

/// <summary>A lease by which a sender makes every open(2) of his file wait, or fail with EAGAIN. Source: fcntl(2), F_SETLEASE.</summary>
internal sealed partial class WriteLease : IDisposable
{
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int Writer = 1; // F_WRLCK
    private const int Urgent = 23; // SIGURG, which is ignored by default; the standard SIGIO ends the process
    private readonly SafeFileHandle _file;

    public WriteLease(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        fcntl(_file, SetSignal, Urgent).ShouldBe(0);
        fcntl(_file, SetLease, Writer).ShouldBe(0, "the lease is granted");
        OpenedFile.TryOpen(path, out var error).ShouldBeNull();
        error.ShouldBe(SystemError.TryAgain);
    }

    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle file, int command, int argument);
}
