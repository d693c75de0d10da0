using System.Buffers;
using System.Text.Json;
using DropZone.Tables.Schema;

namespace DropZone.Targets.Loading;

/// <summary>
/// Rows as JSON lines (https://jsonlines.org): numbers and booleans as such where JSON can write them, no value as null, all else as text.
/// </summary>
internal sealed class JsonRows : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };
    private readonly SealedRows rows;
    private readonly JsonEncodedText[] names;
    private readonly ArrayBufferWriter<byte> text = new();
    private readonly Utf8JsonWriter writer;

    public JsonRows(SealedRows rows)
    {
        this.rows = rows;
        names = [.. rows.Columns.Select(column => JsonEncodedText.Encode(column.Name))];
        writer = new Utf8JsonWriter(text, Options);
    }

    /// <summary>The lines of the last <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Lines => text.WrittenMemory;

    /// <summary>Reads the next rows, at most so many; returns how many there were.</summary>
    public int Read(int most)
    {
        text.ResetWrittenCount();
        var count = 0;
        while (count < most && rows.Read())
        {
            Write();
            count++;
        }

        return count;
    }

    public void Dispose() => writer.Dispose();

    private void Write()
    {
        writer.Reset();
        writer.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            writer.WritePropertyName(names[i]);
            Write(i);
        }

        writer.WriteEndObject();
        writer.Flush();
        text.Write("\n"u8);
    }

    private void Write(int column)
    {
        if (!rows.TryValue(column, out var value))
            writer.WriteNullValue();
        else if (IsBare(rows.Columns[column].Type, value))
            writer.WriteRawValue(value, skipInputValidation: true);
        else
            writer.WriteStringValue(value);
    }

    private static bool IsBare(FieldType type, ReadOnlySpan<byte> value) => type switch
    {
        FieldType.Boolean => value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8),
        FieldType.Integer or FieldType.Number => IsNumber(value),
        _ => false,
    };

    /// <summary>RFC 8259, 6: a minus, digits without a zero in front, a fraction, an exponent.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> value)
    {
        if (value.StartsWith("-"u8))
            value = value[1..];
        var whole = Digits(value);
        if (whole == 0 || (whole > 1 && value[0] == (byte)'0'))
            return false;
        value = value[whole..];
        if (value.StartsWith("."u8))
        {
            var fraction = Digits(value[1..]);
            if (fraction == 0)
                return false;
            value = value[(fraction + 1)..];
        }

        if (value.IsEmpty)
            return true;
        if (value[0] is not ((byte)'e' or (byte)'E'))
            return false;
        value = value[1..];
        if (!value.IsEmpty && value[0] is (byte)'+' or (byte)'-')
            value = value[1..];
        return !value.IsEmpty && Digits(value) == value.Length;
    }

    private static int Digits(ReadOnlySpan<byte> value) => value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : value.Length;
}
