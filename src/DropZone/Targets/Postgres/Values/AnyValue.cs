using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Values of a type that has any text, or that the server parses: enumerations, arrays, types of extensions.</summary>
internal sealed class AnyValue : ColumnValue
{
    public override string Expected => "text";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        result.Append(value);
        return true;
    }
}
