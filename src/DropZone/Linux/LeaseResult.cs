namespace DropZone.Linux;

/// <summary>What the kernel says when asked for a read lease.</summary>
public enum LeaseResult
{
    /// <summary>Nobody has the file open for writing.</summary>
    NoWriter,

    /// <summary>Somebody has.</summary>
    Writer,

    /// <summary>The file system (NFS, CIFS, FUSE) or our rights (neither owner nor CAP_LEASE) do not let us ask.</summary>
    Unavailable,
}
