using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// fsync(2) of files and folders. Returns only when the data is on the disk. A failed fsync must not be retried on the same
/// pages: the kernel may have dropped them and would report success (https://lwn.net/Articles/752063/).
/// </summary>
public static class DurableFile
{
    /// <summary>Makes bytes and length of an open file durable.</summary>
    /// <exception cref="LinuxException">The disk could not take them.</exception>
    public static void Sync(OpenedFile file)
    {
        if (Syscall.fsync(file.Descriptor) != 0)
            throw LinuxException.Last("fsync", file.Path);
    }

    /// <summary>Makes the bytes of a file durable, or the names in a folder.</summary>
    /// <exception cref="LinuxException">It could not be opened, or the disk could not take them.</exception>
    public static void Sync(string path)
    {
        using var opened = OpenedFile.Open(path);
        Sync(opened);
    }
}
