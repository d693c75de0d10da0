using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DropZone.Tables.Primitives.JsonSchema;

/// <summary>Compares JSON by content: white space, the order of members, escapes and the notation of numbers are ignored.</summary>
internal static class CanonicalJson
{
    /// <summary>Returns a digest that is equal for equal values only.</summary>
    public static UInt128 Digest(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return XxHash128.HashToUInt128(output.WrittenSpan);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                output.Write("{"u8);
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    WriteText(member.Name, output);
                    Write(member.Value, output);
                }

                output.Write("}"u8);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                foreach (var item in value.EnumerateArray())
                    Write(item, output);
                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                output.Write("#"u8);
                WriteText(Number(value.GetRawText()), output);
                break;
            default:
                output.Write(value.ValueKind switch { JsonValueKind.True => "t"u8, JsonValueKind.False => "f"u8, _ => "n"u8 });
                break;
        }
    }

    // the length first, so that the end of the text is unambiguous
    private static void WriteText(string text, ArrayBufferWriter<byte> output)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        output.Write("\""u8);
        output.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>([bytes.Length])));
        output.Write(bytes);
    }

    /// <summary>Sign, significant digits and exponent: 1200, 12e2 and 1.2E+3 are all <c>12e2</c>.</summary>
    private static string Number(string text)
    {
        var e = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = e < 0 ? 0 : BigInteger.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            exponent -= mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
            return "0";
        exponent += digits.Length - significant.Length;
        return string.Create(CultureInfo.InvariantCulture, $"{(text[0] == '-' ? "-" : "")}{significant}e{exponent}");
    }
}
