using System.Buffers.Text;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>UUIDs as usual. PostgreSQL takes other forms, and writes them as these.</summary>
internal sealed class UuidValue : ColumnValue
{
    private const int Length = 36;

    public override string Expected => "a UUID such as 123e4567-e89b-12d3-a456-426614174000";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (value.Length != Length || !Utf8Parser.TryParse(value, out Guid _, out var length) || length != Length)
            return false;
        result.Append(value);
        return true;
    }
}
