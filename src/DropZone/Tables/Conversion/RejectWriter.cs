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

    private readonly FileRecordReader _record;
    private readonly Stream _rejects;
    private readonly bool _isTranscoding;
    private readonly byte[] _lineEnd;
    private readonly ByteBuffer _block = new(BlockSize * 2);

    /// <summary>Starts after the first row was read. Leaves <paramref name="rejects"/> open.</summary>
    public RejectWriter(FileRecordReader record, Stream rejects)
    {
        _record = record;
        _lineEnd = Encoding.UTF8.GetBytes(record.LineEndText);
        _isTranscoding = record.Encoding is not UTF8Encoding;
        _rejects = _isTranscoding ? Encoding.CreateTranscodingStream(rejects, record.Encoding, new UTF8Encoding(false), leaveOpen: true) : rejects;
        if (record.HasByteOrderMark)
            _block.Append(ByteOrderMark.Utf8);
        _block.Append(record.Preamble.Span);
    }

    /// <summary>Writes the current row.</summary>
    public void Write()
    {
        _block.Append(_record.Record);
        _block.Append(_lineEnd);
        if (_block.Length >= BlockSize)
            Flush();
    }

    /// <summary>Writes the footer of the file and flushes.</summary>
    public void Finish()
    {
        _block.Append(_record.Footer.Span);
        Flush();
    }

    private void Flush()
    {
        _rejects.Write(_block.Written);
        _block.Truncate(0);
        _rejects.Flush();
    }

    public void Dispose()
    {
        if (_isTranscoding)
            _rejects.Dispose();
        _block.Dispose();
    }
}
