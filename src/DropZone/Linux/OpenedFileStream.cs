using Microsoft.Win32.SafeHandles;

namespace DropZone.Linux;

/// <summary>Reads an open file from its start by pread(2); the descriptor stays its owner's.</summary>
internal sealed class OpenedFileStream(SafeFileHandle handle, string path) : ForwardStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = RandomAccess.Read(handle, buffer, _position);
            _position += read;
            return read;
        }
        catch (IOException failure)
        {
            throw new IOException($"read {PrintableName.Of(path)}: {failure.Message}", failure); // it names no file
        }
    }
}
