using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Points, of which PostgreSQL has both parts as binary numbers of double precision.</summary>
internal sealed class PointValue : ColumnValue
{
    public override string Expected => "a point such as 90.5,45.5, of numbers of at most 15 digits";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var inner = value.Trim((byte)' ');
        if (inner is [(byte)'(', .., (byte)')'])
            inner = inner[1..^1];
        var comma = inner.IndexOf((byte)',');
        if (comma < 0 || !IsExact(inner[..comma].Trim((byte)' ')) || !IsExact(inner[(comma + 1)..].Trim((byte)' ')))
            return false;
        result.Append(value);
        return true;
    }

    private static bool IsExact(ReadOnlySpan<byte> text) => DecimalDigits.TryRead(text, out var number) && number.IsDouble(text, out _);
}
