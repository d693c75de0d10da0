namespace DropZone.Linux;

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
