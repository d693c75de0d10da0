using System.Text;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Schema;

/// <summary>The number format of a field. Converts a cell to plain digits, sign, <c>.</c> and exponent.</summary>
internal sealed class NumberMarks
{
    private readonly byte[] _decimalMark;
    private readonly byte[] _group;
    private readonly bool _bare;

    public NumberMarks(Field field)
    {
        _decimalMark = Encoding.UTF8.GetBytes(field.DecimalChar);
        _group = Encoding.UTF8.GetBytes(field.GroupChar ?? "");
        _bare = field.BareNumber;
        ArePlain = _bare && _group.Length == 0 && field.DecimalChar == ".";
    }

    /// <summary>Whether cells are already plain, except for surrounding white space.</summary>
    public bool ArePlain { get; }

    /// <summary>Returns the number in the cell, written into <paramref name="room"/> if it has to change, or an empty span.</summary>
    public ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> cell, Span<byte> room)
    {
        var negative = false;
        var number = (_bare ? cell : Bare(cell, out negative)).Trim(" \t\r\n"u8);
        if (number.Length >= room.Length)
            return [];
        if (_group.Length == 0 && _decimalMark is [(byte)'.'] && !negative)
            return number;
        var length = 0;
        if (negative)
            room[length++] = (byte)'-';
        while (!number.IsEmpty)
        {
            // a group mark follows a digit; anywhere else it is not part of the number
            if (_group.Length > 0 && length > 0 && Digits.IsDigit(room[length - 1]) && number.StartsWith(_group))
            {
                number = number[_group.Length..];
            }
            else if (number.StartsWith(_decimalMark))
            {
                room[length++] = (byte)'.';
                number = number[_decimalMark.Length..];
            }
            else if (number[0] == '.')
            {
                return [];
            }
            else
            {
                room[length++] = number[0];
                number = number[1..];
            }
        }

        return room[..length];
    }

    // From the first digit, with its sign and decimal mark, to the last. A minus before a currency sign counts: -$12, - 12 kg.
    private ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> cell, out bool negative)
    {
        negative = false;
        var start = cell.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
            return cell;
        var end = cell.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        if (cell[..start].EndsWith(_decimalMark))
            start -= _decimalMark.Length;
        if (start > 0 && cell[start - 1] is (byte)'-' or (byte)'+')
            start--;
        else
            negative = cell[..start].TrimStart(" \t\r\n"u8) is [(byte)'-', ..];
        return cell[start..end];
    }
}
