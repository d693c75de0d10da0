using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Strings of bits. PostgreSQL takes hexadecimal digits behind an x, too. The server refuses a wrong length.</summary>
internal sealed class BitValue : ColumnValue
{
    public override string Expected => "digits 0 and 1, as many as the type has";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (value.ContainsAnyExcept((byte)'0', (byte)'1'))
            return false;
        result.Append(value);
        return true;
    }
}
