using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>Finds encodings by name: those of IANA (https://www.iana.org/assignments/character-sets) and common variants.</summary>
internal static class EncodingName
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>Names for suggestions.</summary>
    public static IEnumerable<string> Known =>
        Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()).Select(encoding => encoding.Name)
            .Where(name => Find(name) is not null).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Returns the encoding, which throws on invalid text, or null if the name is unknown.</summary>
    public static Encoding? Find(string name)
    {
        if (Plain(name) is "utf8")
            return Utf8;
        return ByName(name) ?? ByName(Alias(Plain(name)));
    }

    private static Encoding? ByName(string name)
    {
        var (encoder, decoder) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder) ?? Encoding.GetEncoding(name, encoder, decoder);
            // it cannot be decoded strictly, and .NET rejects it except under this name
            return found.CodePage == 65000 ? null : found.CodePage == Encoding.UTF8.CodePage ? Utf8 : found;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Returns the name in .NET: <c>cp1252</c> is windows-1252, <c>latin-9</c> is iso-8859-15.</summary>
    private static string Alias(string plain)
    {
        var digits = plain.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyz");
        var word = plain.AsSpan(0, plain.Length - digits.Length);
        return word switch
        {
            "cp" or "win" or "windows" or "ansi" when digits.StartsWith("125") => $"windows-{digits}",
            "cp" or "ibm" or "dos" or "oem" => $"ibm{digits}",
            "latin" when digits is "9" => "iso-8859-15",
            "latin" => $"latin{digits}",
            "iso" when digits.StartsWith("8859") && digits.Length > 4 => $"iso-8859-{digits[4..]}",
            "utf" when digits is "16" or "32" => $"utf-{digits}",
            "utf" => plain,
            "sjis" or "shiftjis" => "shift_jis",
            _ => plain switch
            {
                "utf16le" or "utf16be" or "utf32le" or "utf32be" => $"utf-{plain[3..]}",
                "macroman" => "macintosh",
                _ => plain,
            },
        };
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('-' or '_' or ' '))).ToLowerInvariant();
}
