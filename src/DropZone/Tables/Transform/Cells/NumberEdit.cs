using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Fields.Numeric;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Rewrites a number digit by digit. Only rounding computes its value. Keeps NaN and INF.</summary>
internal sealed class NumberEdit(Field field, NumberForm form) : CellEdit
{
    private const int LastGroup = 3;
    private const int LongestExact = 28;
    private const int LongestRounded = 64;

    private readonly NumberMarks _marks = new(field);
    private readonly NumberType _type = new(field);
    private readonly byte[] _decimalMark = Encoding.UTF8.GetBytes(form.DecimalChar);
    private readonly byte[] _groupMark = Encoding.UTF8.GetBytes(form.GroupChar);
    private readonly string _format = string.Create(CultureInfo.InvariantCulture, $"F{form.Places ?? 0}");

    public override string Expected => form.Places is null ? _type.Expected : $"{_type.Expected}, of at most 28 digits";

    public override bool KeepsValues => true;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var plain = _marks.Plain(cell, stackalloc byte[IntegerType.LongestMarked]);
        if (!NumberType.IsNumber(plain))
            return NumberType.IsSpecial(cell, out _) ? EditOutcome.Unchanged : EditOutcome.Failed;
        Span<byte> room = stackalloc byte[LongestRounded];
        if (form.Places is { } places)
        {
            // decimal.TryParse rounds longer ones, and the result is rounded again
            if (Significant(plain) > LongestExact || !decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !decimal.Round(value, places, form.Rounding).TryFormat(room, out var length, _format, CultureInfo.InvariantCulture))
                return EditOutcome.Failed;
            plain = room[..length];
        }

        Write(plain, result);
        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }

    /// <summary>Returns the number of digits without zeros in front.</summary>
    private static int Significant(ReadOnlySpan<byte> plain)
    {
        var count = 0;
        foreach (var character in plain)
        {
            if ((character | 0x20) == 'e')
                break;
            if (Digits.IsDigit(character) && (count > 0 || character != '0'))
                count++;
        }

        return count;
    }

    /// <summary>Whether a group ends before this many last digits of the whole number.</summary>
    private bool EndsGroup(int digits) => form.Grouping == DigitGrouping.Indian ? digits >= LastGroup && digits % 2 == 1 : digits % LastGroup == 0;

    private void Write(ReadOnlySpan<byte> plain, ByteBuffer result)
    {
        if (plain[0] is (byte)'-' or (byte)'+')
        {
            if (plain[0] == '-')
                result.Append(plain[0]);
            plain = plain[1..];
        }

        var whole = plain.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : plain.Length;
        for (var i = 0; i < whole; i++)
        {
            if (i > 0 && EndsGroup(whole - i))
                result.Append(_groupMark);
            result.Append(plain[i]);
        }

        var rest = plain[whole..];
        if (rest is [(byte)'.', ..])
        {
            result.Append(_decimalMark);
            rest = rest[1..];
        }

        result.Append(rest);
    }
}
