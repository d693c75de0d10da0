using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Addresses of networks and hosts with all their parts. PostgreSQL takes 10 for 10.0.0.0/8, and 010 for 10, where others have 8.</summary>
internal sealed class AddressValue : ColumnValue
{
    private const int Points = 3;

    public override string Expected => "a complete address";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (!value.Contains((byte)':') && (value.Count((byte)'.') != Points || HasZeroInFront(value)))
            return false;
        result.Append(value);
        return true;
    }

    private static bool HasZeroInFront(ReadOnlySpan<byte> value)
    {
        for (var at = 0; at + 1 < value.Length; at++)
            if (value[at] == '0' && (at == 0 || value[at - 1] is (byte)'.' or (byte)'/') && Digits.IsDigit(value[at + 1]))
                return true;
        return false;
    }
}
