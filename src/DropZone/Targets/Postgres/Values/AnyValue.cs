using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Values of a type that has any text, or that only the server can parse: ranges, composite types, types of extensions.</summary>
/// <param name="isCompared">Whether the server may store another text than it gets.</param>
internal sealed class AnyValue(bool isCompared) : ColumnValue
{
    public override string Expected => isCompared ? "the text that PostgreSQL writes for it" : "text";

    public override bool IsCompared => isCompared;

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        result.Append(value);
        return true;
    }
}
