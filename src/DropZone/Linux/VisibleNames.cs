using System.Buffers.Binary;
using Mono.Unix;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// The names in a folder that do not start with a dot, by getdents64(2). Hidden names cost no memory and little time: anybody who may
/// write into the folder can make a million of them.
/// </summary>
public static class VisibleNames
{
    private const int BufferSize = 1 << 16;
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const byte Unknown = 0;
    private const byte Folder = 4;

    /// <summary>Returns the names one after another, in no order.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static IEnumerable<FolderEntry> In(string folder)
    {
        var descriptor = Syscall.open(folder, OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY | OpenFlags.O_CLOEXEC);
        if (descriptor < 0)
            throw LinuxException.Last("open", folder);
        try
        {
            var buffer = new byte[BufferSize];
            while (Read(descriptor, buffer, folder) is > 0 and var length)
            {
                for (var at = 0; at < length; at += BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + LengthOffset)))
                {
                    if (buffer[at + NameOffset] != '.')
                        yield return new FolderEntry(Name(buffer, at + NameOffset), buffer[at + TypeOffset] is Folder or Unknown);
                }
            }
        }
        finally
        {
            _ = Syscall.close(descriptor);
        }
    }

    private static int Read(int descriptor, byte[] buffer, string folder)
    {
        var length = (int)NativeMethods.getdents64(descriptor, buffer, buffer.Length);
        return length >= 0 ? length : throw LinuxException.Last("getdents64", folder);
    }

    private static string Name(byte[] buffer, int start) => UnixEncoding.Instance.GetString(buffer, start, Array.IndexOf(buffer, (byte)0, start) - start);
}
