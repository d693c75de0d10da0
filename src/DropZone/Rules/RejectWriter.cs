using System.Text;
using DropZone.Csv;

namespace DropZone.Rules;

/// <summary>
/// Puts bad rows aside as they stood in the file, below all that stood above its rows: byte order mark, header, comments;
/// with its line ends, in its encoding. Mended, the result can be dropped as the file was.
/// </summary>
internal sealed class RejectWriter : IDisposable
{
    private const int BlockSize = 64 * 1024;
    private readonly RecordReader record;
    private readonly Stream output;
    private readonly bool isTranscoding;
    private readonly ByteBuffer block = new(BlockSize * 2);

    /// <summary>The header was just read. Leaves <paramref name="rejects"/> open.</summary>
    public RejectWriter(RecordReader record, Stream rejects)
    {
        this.record = record;
        isTranscoding = record.Encoding is not UTF8Encoding;
        output = isTranscoding ? Encoding.CreateTranscodingStream(rejects, record.Encoding, Encoding.UTF8, leaveOpen: true) : rejects;
        if (record.HasByteOrderMark)
            block.Append(ByteOrderMark.Utf8);
        block.Append(record.Preamble);
    }

    /// <summary>Puts the record that was just read aside.</summary>
    public void Write()
    {
        block.Append(record.Record);
        block.Append(record.LineEndText);
        if (block.Length >= BlockSize)
            Flush();
    }

    public void Flush()
    {
        output.Write(block.Written);
        output.Flush();
        block.Truncate(0);
    }

    public void Dispose()
    {
        if (isTranscoding)
            output.Dispose();
        block.Dispose();
    }
}
