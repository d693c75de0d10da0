using Microsoft.Win32.SafeHandles;

namespace DropZone.Linux;

/// <summary>Reads an open file from its start by pread(2); the descriptor stays its owner's.</summary>
internal sealed class OpenedFileStream(SafeFileHandle handle) : ForwardStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(handle, buffer, _position);
        _position += read;
        return read;
    }
}
