using System.Globalization;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Hardware addresses with all their digits. PostgreSQL makes one of 12 digits longer for macaddr8.</summary>
/// <param name="digits">The number of hexadecimal digits.</param>
internal sealed class MacValue(int digits) : ColumnValue
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a hardware address of {digits} hexadecimal digits in pairs or groups");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var found = 0;
        foreach (var unit in value)
        {
            if (char.IsAsciiHexDigit((char)unit))
                found++;
            else if (unit is not ((byte)':' or (byte)'-' or (byte)'.'))
                return false;
        }

        if (found != digits)
            return false;
        result.Append(value);
        return true;
    }
}
