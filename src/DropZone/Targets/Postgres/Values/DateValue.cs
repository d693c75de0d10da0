using DropZone.Csv;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Dates. PostgreSQL would drop a time, and take words such as today.</summary>
internal sealed class DateValue : ColumnValue
{
    private const int Length = 10;

    public override string Expected => "a date such as 2026-11-30, without a time";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (!IsoShape.TryRead(value, out var shape) || !shape.HasDate || !shape.IsMidnight || shape.HasOffset)
            return false;
        result.Append(value[..Length]);
        return true;
    }
}
