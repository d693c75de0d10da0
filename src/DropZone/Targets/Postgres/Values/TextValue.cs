using System.Globalization;
using DropZone.Csv;
using DropZone.Tables.Primitives.Text;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Text of a limited length. PostgreSQL cuts off surplus blanks of varchar(n), the end of long names, and blanks at the end of char(n).</summary>
/// <param name="max">In characters, or bytes.</param>
/// <param name="isBytes">Whether bytes count.</param>
/// <param name="isPadded">Whether blanks at the end do not count as text.</param>
internal sealed class TextValue(int max, bool isBytes = false, bool isPadded = false) : ColumnValue
{
    public override string Expected =>
        string.Create(CultureInfo.InvariantCulture, $"at most {max} {(isBytes ? "bytes" : "characters")}{(isPadded ? ", without blanks at the end of a shorter text" : "")}");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var length = isBytes ? value.Length : Utf8Length.Of(value);
        if (length > max || (isPadded && length < max && value is [.., (byte)' ']))
            return false;
        result.Append(value);
        return true;
    }
}
