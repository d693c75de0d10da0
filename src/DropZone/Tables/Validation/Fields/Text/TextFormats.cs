using System.Buffers;
using System.Buffers.Text;
using System.Runtime.Intrinsics;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>Checks cells against the formats of string fields.</summary>
internal static class TextFormats
{
    private const int UuidLength = 36;

    private static readonly SearchValues<byte> NotInUri = SearchValues.Create("<>\"{}|\\^`"u8);

    public static TextFormat? Find(string name) => name switch
    {
        "email" => TextFormat.Email,
        "uri" => TextFormat.Uri,
        "binary" => TextFormat.Binary,
        "uuid" => TextFormat.Uuid,
        _ => null,
    };

    public static string Expected(TextFormat format) => format switch
    {
        TextFormat.Email => "an e-mail address such as name@example.org",
        TextFormat.Uri => "a URI such as https://example.org/",
        TextFormat.Binary => "base64 such as dGVzdA==",
        _ => "a UUID such as 95ecc380-afe9-11e4-9b6c-751b66dd541e",
    };

    public static bool IsValid(TextFormat format, ReadOnlySpan<byte> cell) => format switch
    {
        TextFormat.Email => IsEmail(cell),
        TextFormat.Uri => IsUri(cell),
        TextFormat.Binary => Base64.IsValid(cell),
        _ => IsUuid(cell),
    };

    private static bool IsEmail(ReadOnlySpan<byte> cell)
    {
        var at = cell.LastIndexOf((byte)'@');
        if (at is < 1 or > 64 || cell.IndexOfAnyInRange((byte)0, (byte)' ') >= 0 || cell[..at].IndexOfAny("@:/"u8) >= 0)
            return false;
        var domain = cell[(at + 1)..];
        return domain.IndexOf((byte)'.') > 0 && domain[^1] is not ((byte)'.' or (byte)'-') && domain[0] != '-'
            && domain.IndexOf(".."u8) < 0 && domain.IndexOfAny("/:?#"u8) < 0;
    }

    private static bool IsUri(ReadOnlySpan<byte> cell)
    {
        var colon = cell.IndexOf((byte)':');
        if (colon < 1 || colon == cell.Length - 1 || !char.IsAsciiLetter((char)cell[0])
            || cell.IndexOfAnyInRange((byte)0, (byte)' ') >= 0 || cell.IndexOfAny(NotInUri) >= 0)
            return false;
        foreach (var character in cell[..colon])
            if (!char.IsAsciiLetterOrDigit((char)character) && character is not ((byte)'+' or (byte)'-' or (byte)'.'))
                return false;
        return !cell[colon..].SequenceEqual("://"u8);
    }

    private static bool IsUuid(ReadOnlySpan<byte> cell) =>
        cell.Length == UuidLength && IsHex(cell, 0, 0b10_0001_0000_0000) && IsHex(cell, 16, 0b1000_0100) && IsHex(cell, 20, 0b1000);

    /// <summary>Whether the sixteen bytes are hexadecimal digits, except for dashes at these places.</summary>
    private static bool IsHex(ReadOnlySpan<byte> cell, int at, uint dashes)
    {
        var units = Vector128.Create(cell.Slice(at, Vector128<byte>.Count));
        var digits = Vector128.LessThanOrEqual(units - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var letters = Vector128.LessThanOrEqual((units | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)5));
        return Vector128.Equals(units, Vector128.Create((byte)'-')).ExtractMostSignificantBits() == dashes
            && (digits | letters).ExtractMostSignificantBits() == (~dashes & 0xFFFF);
    }
}

/// <summary>The formats of string fields other than <c>default</c>.</summary>
internal enum TextFormat
{
    Email,
    Uri,
    Binary,
    Uuid,
}
