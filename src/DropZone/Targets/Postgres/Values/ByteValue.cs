using System.Buffers;
using System.Buffers.Text;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>
/// Bytes: of base64 what it encodes, where the schema has it; of <c>\x</c> and hexadecimal digits these; of other text its own bytes, unless the
/// server would take a backslash in it for an escape.
/// </summary>
/// <param name="isBase64">Whether the schema has base64.</param>
internal sealed class ByteValue(bool isBase64) : ColumnValue
{
    public override string Expected => isBase64 ? "base64" : "text without backslashes, or \\x and pairs of hexadecimal digits";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (isBase64)
            return TryDecode(value, result);
        if (value.Contains((byte)'\\') && !IsHex(value))
            return false;
        result.Append(value);
        return true;
    }

    private static bool IsHex(ReadOnlySpan<byte> value)
    {
        if (!value.StartsWith("\\x"u8) || value.Length % 2 != 0)
            return false;
        foreach (var digit in value[2..])
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        using var bytes = new ByteBuffer(Base64.GetMaxDecodedFromUtf8Length(value.Length) + 1);
        if (Base64.DecodeFromUtf8(value, bytes.Reserve(value.Length), out _, out var length) != OperationStatus.Done)
            return false;
        bytes.Advance(length);
        result.Append("\\x"u8);
        Convert.TryToHexStringLower(bytes.Written, result.Reserve(2 * length), out var written);
        result.Advance(written);
        return true;
    }
}
