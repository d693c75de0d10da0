using System.Buffers;
using System.Text.Json;
using DropZone.Tables.Schema;

namespace DropZone.Targets.Loading;

/// <summary>
/// Writes rows as JSON lines (https://jsonlines.org): numbers and booleans where JSON can represent them, missing values as null, all
/// else as text.
/// </summary>
internal sealed class JsonRows : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };
    private readonly SealedRows _rows;
    private readonly JsonEncodedText[] _names;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _writer;

    public JsonRows(SealedRows rows)
    {
        _rows = rows;
        _names = [.. rows.Columns.Select(column => JsonEncodedText.Encode(column.Name))];
        _writer = new Utf8JsonWriter(_text, Options);
    }

    /// <summary>The lines of the last <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Lines => _text.WrittenMemory;

    /// <summary>Reads the next rows, at most <paramref name="max"/>. Returns their number.</summary>
    public int Read(int max)
    {
        _text.ResetWrittenCount();
        var count = 0;
        while (count < max && _rows.Read())
        {
            Write();
            count++;
        }

        return count;
    }

    public void Dispose() => _writer.Dispose();

    private void Write()
    {
        _writer.Reset();
        _writer.WriteStartObject();
        for (var i = 0; i < _names.Length; i++)
        {
            _writer.WritePropertyName(_names[i]);
            Write(i);
        }

        _writer.WriteEndObject();
        _writer.Flush();
        _text.Write("\n"u8);
    }

    private void Write(int column)
    {
        if (!_rows.TryValue(column, out var value))
            _writer.WriteNullValue();
        else if (IsBare(_rows.Columns[column].Type, value))
            _writer.WriteRawValue(value, skipInputValidation: true);
        else
            _writer.WriteStringValue(value);
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
