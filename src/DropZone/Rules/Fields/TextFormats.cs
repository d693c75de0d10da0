using System.Buffers;
using System.Buffers.Text;

namespace DropZone.Rules.Fields;

/// <summary>Checks cells against the formats of string fields.</summary>
internal static class TextFormats
{
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

    private static bool IsUuid(ReadOnlySpan<byte> cell)
    {
        if (cell.Length != 36)
            return false;
        for (var i = 0; i < cell.Length; i++)
            if (i is 8 or 13 or 18 or 23 ? cell[i] != '-' : !char.IsAsciiHexDigit((char)cell[i]))
                return false;
        return true;
    }
}
