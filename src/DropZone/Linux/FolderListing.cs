using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The names in a folder by readdir(3). .NET's own enumeration turns names that are not UTF-8 into names that do not exist.
/// </summary>
public static class FolderListing
{
    private const byte Unknown = 0;
    private const byte Folder = 4;

    /// <summary>Returns all names but <c>.</c> and <c>..</c>, in no order.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static List<FolderEntry> Of(string folder)
    {
        var stream = Syscall.opendir(folder);
        if (stream == IntPtr.Zero)
            throw LinuxException.Last("opendir", folder);
        try
        {
            var entries = new List<FolderEntry>();
            while (Syscall.readdir(stream) is { } entry)
            {
                if (entry.d_name is not ("." or ".."))
                    entries.Add(new FolderEntry(entry.d_name, entry.d_type is Folder or Unknown));
            }

            // null at the end and at an error
            return Stdlib.GetLastError() == 0 ? entries : throw LinuxException.Last("readdir", folder);
        }
        finally
        {
            _ = Syscall.closedir(stream);
        }
    }

    /// <summary>Returns the folders in a folder except hidden ones, in ordinal order; an empty list if the folder is missing.</summary>
    public static IReadOnlyList<string> FoldersIn(string folder) =>
        FileStatus.At(folder) is null
            ? []
            : [.. VisibleNames.In(folder)
                .Where(entry => entry.MayBeFolder)
                .Select(entry => entry.Name)
                .Where(name => FileStatus.At($"{folder}/{name}") is { Kind: FileKind.Folder })
                .Order(StringComparer.Ordinal)];
}

/// <summary>A name in a folder.</summary>
/// <param name="Name">In the form of <see cref="Mono.Unix.UnixEncoding"/>: bytes that are not UTF-8 are kept.</param>
/// <param name="MayBeFolder">False if the entry is certainly no folder. True where the file system does not report the type.</param>
public readonly record struct FolderEntry(string Name, bool MayBeFolder);
