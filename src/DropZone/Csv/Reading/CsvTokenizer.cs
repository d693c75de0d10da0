using CsvHelper;

namespace DropZone.Csv.Reading;

/// <summary>The tokenizer of CsvHelper, whose marks are ASCII characters.</summary>
/// <param name="reader">Disposed with the tokenizer.</param>
internal sealed class CsvTokenizer(CsvReader reader) : RecordTokenizer
{
    public override int FieldCount => reader.FieldCount;

    public override ReadOnlySpan<byte> RawRecord => reader.RawRecord;

    public override long LineNumber => reader.LineNumber;

    public override long ByteOffset => reader.ByteOffset;

    public override byte Separator => (byte)reader.Separator;

    public override bool Read() => reader.Read();

    public override ReadOnlySpan<byte> GetSpan(int column) => reader.GetSpan(column);

    public override ReadOnlySpan<byte> GetRawSpan(int column) => reader.GetRawSpan(column);

    public override void Dispose() => reader.Dispose();
}
