using System.Text;
using DropZone.Tables.Primitives.Numbers;

namespace DropZone.Tables.Schema;

/// <summary>The number format of a field. Converts a cell to plain digits, sign, <c>.</c> and exponent.</summary>
internal sealed class NumberMarks
{
    private readonly byte[] _decimalMark;
    private readonly byte[] _group;
    private readonly bool _bare;
    private readonly bool _isIndian;

    public NumberMarks(Field field)
    {
        _decimalMark = Encoding.UTF8.GetBytes(field.DecimalChar);
        _group = Encoding.UTF8.GetBytes(field.GroupChar ?? "");
        _bare = field.BareNumber;
        _isIndian = field.Grouping == DigitGrouping.Indian;
        ArePlain = _bare && _group.Length == 0 && field.DecimalChar == ".";
    }

    /// <summary>Whether cells are already plain, except for surrounding white space.</summary>
    public bool ArePlain { get; }

    /// <summary>Returns the number in the cell, written into <paramref name="room"/> if it has to change, or an empty span if the cell is not a number.</summary>
    public ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> cell, Span<byte> room)
    {
        var isNegative = false;
        if (_bare)
            cell = cell.Trim(" \t\r\n"u8);
        else if (!NumberAffixes.TryStrip(cell, _decimalMark, _group, out cell, out isNegative))
            return [];
        if (cell.Length >= room.Length)
            return [];
        if (_group.Length == 0 && _decimalMark is [(byte)'.'] && !isNegative)
            return cell;
        return TryWrite(cell, isNegative, room, out var length) ? room[..length] : [];
    }

    private bool TryWrite(ReadOnlySpan<byte> number, bool isNegative, Span<byte> room, out int length)
    {
        length = 0;
        if (isNegative)
            room[length++] = (byte)'-';
        var groups = new DigitGroups(_isIndian);
        while (!number.IsEmpty)
        {
            if (GroupMarkAt(number) is var mark and > 0)
            {
                if (!groups.TryMark())
                    return false;
                number = number[mark..];
            }
            else if (number.StartsWith(_decimalMark))
            {
                if (!groups.TryEnd())
                    return false;
                room[length++] = (byte)'.';
                number = number[_decimalMark.Length..];
            }
            else if (number[0] == '.')
            {
                return false;
            }
            else
            {
                if (Digits.IsDigit(number[0]))
                    groups.Add(number[0]);
                else if (length > 0 && Digits.IsDigit(room[length - 1]) && !groups.TryEnd()) // an exponent
                    return false;
                room[length++] = number[0];
                number = number[1..];
            }
        }

        return groups.TryEnd();
    }

    /// <summary>The length of a group mark at the start; 0: there is another text. Spaces that do not break are written for a space.</summary>
    private int GroupMarkAt(ReadOnlySpan<byte> number)
    {
        if (_group.Length == 0)
            return 0;
        if (number.StartsWith(_group))
            return _group.Length;
        return _group is [(byte)' '] ? number.StartsWith("\u00A0"u8) ? 2 : number.StartsWith("\u202F"u8) || number.StartsWith("\u2009"u8) ? 3 : 0 : 0;
    }
}
