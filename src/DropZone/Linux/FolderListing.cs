using System.Buffers;
using System.Buffers.Binary;
using Mono.Unix;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The names in a folder by readdir(3). .NET's own enumeration turns names that are not UTF-8 into names that do not exist.
/// </summary>
public static class FolderListing
{
    private const byte Unknown = 0;
    private const byte Folder = 4;

    // struct linux_dirent64 of getdents64(2)
    private const int BufferSize = 1 << 16;
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

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

    /// <summary>
    /// Returns the names that do not start with a dot one after another, in no order. Hidden names cost no memory and little time:
    /// anybody who may write into the folder can make a million of them.
    /// </summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static IEnumerable<FolderEntry> Visible(string folder)
    {
        var descriptor = Syscall.open(folder, OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY | OpenFlags.O_CLOEXEC);
        if (descriptor < 0)
            throw LinuxException.Last("open", folder);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (Read(descriptor, buffer, folder) is > 0 and var length)
            {
                for (var at = 0; at < length; at += BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + LengthOffset)))
                {
                    if (buffer[at + NameOffset] != '.')
                        yield return new FolderEntry(NameAt(buffer, at + NameOffset), buffer[at + TypeOffset] is Folder or Unknown);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _ = Syscall.close(descriptor);
        }
    }

    /// <summary>Returns the folders in a folder except hidden ones, in ordinal order; an empty list if the folder is missing.</summary>
    public static IReadOnlyList<string> FoldersIn(string folder) =>
        FileStatus.At(folder) is null
            ? []
            : [.. Visible(folder)
                .Where(entry => entry.MayBeFolder)
                .Select(entry => entry.Name)
                .Where(name => FileStatus.At($"{folder}/{name}") is { Kind: FileKind.Folder })
                .Order(StringComparer.Ordinal)];

    private static int Read(int descriptor, byte[] buffer, string folder)
    {
        var length = (int)NativeMethods.getdents64(descriptor, buffer, buffer.Length);
        return length >= 0 ? length : throw LinuxException.Last("getdents64", folder);
    }

    private static string NameAt(byte[] buffer, int start) => UnixEncoding.Instance.GetString(buffer, start, Array.IndexOf(buffer, (byte)0, start) - start);
}

/// <summary>A name in a folder.</summary>
/// <param name="Name">In the form of <see cref="Mono.Unix.UnixEncoding"/>: bytes that are not UTF-8 are kept.</param>
/// <param name="MayBeFolder">False if the entry is certainly no folder. True where the file system does not report the type.</param>
public readonly record struct FolderEntry(string Name, bool MayBeFolder);
