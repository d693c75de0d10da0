using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Addresses of networks and hosts with all their parts. PostgreSQL takes 10 for 10.0.0.0/8.</summary>
internal sealed class AddressValue : ColumnValue
{
    private const int Points = 3;

    public override string Expected => "a complete address";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (!value.Contains((byte)':') && value.Count((byte)'.') != Points)
            return false;
        result.Append(value);
        return true;
    }
}
