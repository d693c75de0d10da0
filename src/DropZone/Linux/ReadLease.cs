using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// Queries the kernel whether any process has a file open for writing, by taking and immediately dropping a read lease
/// (fcntl(2), F_SETLEASE). It finds writers through hard links, renamed names and shared mappings alike. A writer that opens
/// while we hold the lease waits for us and breaks it with SIGIO, whose default action ends the process: see <see cref="IgnoreBreaks"/>.
/// </summary>
public static class ReadLease
{
    /// <summary>Must be called once, before the first <see cref="Check"/>.</summary>
    public static void IgnoreBreaks() => Stdlib.SetSignalAction(Signum.SIGIO, SignalAction.Ignore);

    /// <summary>Returns whether a process has the file open for writing.</summary>
    public static LeaseResult Check(OpenedFile file)
    {
        if (Syscall.fcntl(file.Descriptor, FcntlCommand.F_SETLEASE, (int)LockType.F_RDLCK) == 0)
        {
            _ = Syscall.fcntl(file.Descriptor, FcntlCommand.F_SETLEASE, (int)LockType.F_UNLCK);
            return LeaseResult.NoWriter;
        }

        return Stdlib.GetLastError() == Errno.EAGAIN ? LeaseResult.Writer : LeaseResult.Unavailable;
    }
}

/// <summary>The kernel's answer to the request for a read lease.</summary>
public enum LeaseResult
{
    /// <summary>No process has the file open for writing.</summary>
    NoWriter,

    /// <summary>A process has the file open for writing.</summary>
    Writer,

    /// <summary>The file system (NFS, CIFS, FUSE) has no leases, or the service has no right to take one: it is not the owner and lacks CAP_LEASE.</summary>
    Unavailable,
}
