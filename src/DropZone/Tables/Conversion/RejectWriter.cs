using System.Text;
using DropZone.Csv;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;

namespace DropZone.Tables.Conversion;

/// <summary>
/// Writes bad rows with their bytes of the file, below everything that precedes its first row, in its dialect, encoding and line
/// ends, so that they can be corrected and delivered again.
/// </summary>
internal sealed class RejectWriter : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly FileRecordReader record;
    private readonly Stream rejects;
    private readonly bool isTranscoding;
    private readonly byte[] lineEnd;
    private readonly ByteBuffer block = new(BlockSize * 2);

    /// <summary>Starts after the first row was read. Leaves <paramref name="rejects"/> open.</summary>
    public RejectWriter(FileRecordReader record, Stream rejects)
    {
        this.record = record;
        lineEnd = Encoding.UTF8.GetBytes(record.LineEndText);
        isTranscoding = record.Encoding is not UTF8Encoding;
        this.rejects = isTranscoding ? Encoding.CreateTranscodingStream(rejects, record.Encoding, new UTF8Encoding(false), leaveOpen: true) : rejects;
        if (record.HasByteOrderMark)
            block.Append(ByteOrderMark.Utf8);
        block.Append(record.Preamble.Span);
    }

    /// <summary>Writes the current row.</summary>
    public void Write()
    {
        block.Append(record.Record);
        block.Append(lineEnd);
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
        if (isTranscoding)
            rejects.Dispose();
        block.Dispose();
    }
}
