using System.Text;
using DropZone.Csv;

namespace DropZone.Rules;

/// <summary>
/// Puts bad rows aside as they stood in the file: below all that stood before its first row, in its dialect, encoding and line
/// ends, so that they can be mended and dropped again.
/// </summary>
internal sealed class RejectWriter : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly RecordReader record;
    private readonly Stream rejects;
    private readonly Stream? transcoding;
    private readonly ByteBuffer block = new(BlockSize * 2);
    private bool begun;

    public RejectWriter(RecordReader record, Stream rejects)
    {
        this.record = record;
        transcoding = record.Encoding is { } encoding
            ? Encoding.CreateTranscodingStream(rejects, encoding, new UTF8Encoding(false), leaveOpen: true)
            : null;
        this.rejects = transcoding ?? rejects;
    }

    /// <summary>Puts the row that was just read aside.</summary>
    public void Write()
    {
        if (!begun)
            block.Append(record.Preamble);
        begun = true;
        block.Append(record.Record);
        block.Append(record.LineEndText);
        if (block.Length >= BlockSize)
            Flush();
    }

    public void Flush()
    {
        rejects.Write(block.Written);
        block.Truncate(0);
        rejects.Flush();
    }

    public void Dispose()
    {
        transcoding?.Dispose();
        block.Dispose();
    }
}
