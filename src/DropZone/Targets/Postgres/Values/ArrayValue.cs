using System.Buffers;
using System.Text;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>
/// Arrays, whose elements are sent as values of a column of their type. Source: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
/// </summary>
/// <param name="element">Sends an element.</param>
internal sealed class ArrayValue(ColumnValue element) : ColumnValue
{
    /// <summary>The server takes no more. Source: c.h, MAXDIM.</summary>
    private const int MaxDimensions = 6;

    private static readonly SearchValues<byte> OfBounds = SearchValues.Create("[]:+-0123456789="u8);
    private static readonly SearchValues<byte> Marks = SearchValues.Create(",{}\"\\"u8);

    private static ReadOnlySpan<byte> Space => " \t\n\v\f\r"u8;

    public override string Expected => $"an array such as {{a,b}}, with {element.Expected} in each element";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        var start = result.Length;
        SkipSpace(ref value);
        if (value is [(byte)'[', ..] && !TryTakeBounds(ref value, result))
            return false;
        if (TryTakeArray(ref value, result, dimension: 1) && value.IsEmpty)
            return true;
        result.Truncate(start);
        return false;
    }

    /// <summary>Takes the bounds in front, [0:1]=, which the server compares with the elements.</summary>
    private static bool TryTakeBounds(ref ReadOnlySpan<byte> rest, ByteBuffer result)
    {
        var length = rest.IndexOf((byte)'=') + 1;
        if (length == 0 || rest[..length].ContainsAnyExcept(OfBounds))
            return false;
        result.Append(rest[..length]);
        rest = rest[length..];
        SkipSpace(ref rest);
        return true;
    }

    private bool TryTakeArray(ref ReadOnlySpan<byte> rest, ByteBuffer result, int dimension)
    {
        if (dimension > MaxDimensions || !TryTake(ref rest, (byte)'{'))
            return false;
        result.Append((byte)'{');
        if (TryTake(ref rest, (byte)'}'))
        {
            result.Append((byte)'}');
            return dimension == 1; // old servers drop empty arrays in an array
        }

        while (rest is [(byte)'{', ..] ? TryTakeArray(ref rest, result, dimension + 1) : TryTakeElement(ref rest, result))
        {
            SkipSpace(ref rest);
            if (TryTake(ref rest, (byte)'}'))
            {
                result.Append((byte)'}');
                return true;
            }

            if (!TryTake(ref rest, (byte)','))
                return false;
            result.Append((byte)',');
        }

        return false;
    }

    private bool TryTakeElement(ref ReadOnlySpan<byte> rest, ByteBuffer result)
    {
        if (TryTake(ref rest, (byte)'"', skipsSpace: false))
            return TryTakeQuoted(ref rest, result);
        var length = rest.IndexOfAny(Marks);
        if (length <= 0 || rest[length] is not ((byte)',' or (byte)'}'))
            return false;
        var text = rest[..length].TrimEnd(Space);
        rest = rest[length..];
        if (!Ascii.EqualsIgnoreCase(text, "NULL"u8))
            return TryWriteElement(text, result);
        result.Append("NULL"u8);
        return true;
    }

    /// <summary>Takes an element behind its first quotation mark.</summary>
    private bool TryTakeQuoted(ref ReadOnlySpan<byte> rest, ByteBuffer result)
    {
        using var text = new ByteBuffer(rest.Length);
        while (!rest.IsEmpty)
        {
            var unit = rest[0];
            rest = rest[1..];
            if (unit == '"')
                return TryWriteElement(text.Written, result);
            if (unit == '\\')
            {
                if (rest.IsEmpty)
                    return false;
                unit = rest[0];
                rest = rest[1..];
            }

            text.Append(unit);
        }

        return false;
    }

    private bool TryWriteElement(ReadOnlySpan<byte> text, ByteBuffer result)
    {
        result.Append((byte)'"');
        var start = result.Length;
        if (!element.TryWrite(text, result))
            return false;
        if (result.Written[start..].ContainsAny((byte)'"', (byte)'\\'))
            Escape(start, result);
        result.Append((byte)'"');
        return true;
    }

    private static void Escape(int start, ByteBuffer result)
    {
        using var plain = new ByteBuffer(result.Length - start);
        plain.Append(result.Written[start..]);
        result.Truncate(start);
        foreach (var unit in plain.Written)
        {
            if (unit is (byte)'"' or (byte)'\\')
                result.Append((byte)'\\');
            result.Append(unit);
        }
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, byte mark, bool skipsSpace = true)
    {
        if (rest.IsEmpty || rest[0] != mark)
            return false;
        rest = rest[1..];
        if (skipsSpace)
            SkipSpace(ref rest);
        return true;
    }

    private static void SkipSpace(ref ReadOnlySpan<byte> rest) => rest = rest.TrimStart(Space);
}
