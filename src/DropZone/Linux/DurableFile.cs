using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// fsync(2) of files and folders. Returns only when the disk has it. A failed fsync must not be tried again on the same
/// pages: the kernel may have dropped them and would answer yes (https://lwn.net/Articles/752063/).
/// </summary>
public static class DurableFile
{
    /// <summary>Bytes and length of an open file.</summary>
    /// <exception cref="LinuxException">The disk could not take them.</exception>
    public static void Sync(OpenedFile file)
    {
        if (Syscall.fsync(file.Descriptor) != 0)
            throw LinuxException.Last("fsync", file.Path);
    }

    /// <summary>The bytes of the file of that name, or the names in the folder.</summary>
    /// <exception cref="LinuxException">It could not be opened, or the disk could not take them.</exception>
    public static void Sync(string path)
    {
        using var opened = OpenedFile.Open(path);
        Sync(opened);
    }
}
