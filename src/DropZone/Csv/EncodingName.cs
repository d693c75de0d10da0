using System.Collections.Frozen;
using System.Text;

namespace DropZone.Csv;

/// <summary>Finds encodings by name. Source: https://www.iana.org/assignments/character-sets/, and what programs write instead.</summary>
public static class EncodingName
{
    // names in wide use that neither IANA nor .NET knows
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["utf-8-sig"] = "utf-8",
        ["utf16"] = "utf-16",
        ["utf32"] = "utf-32",
        ["cp1250"] = "windows-1250",
        ["cp1251"] = "windows-1251",
        ["cp1252"] = "windows-1252",
        ["ansi"] = "windows-1252",
        ["latin-1"] = "iso-8859-1",
        ["latin-9"] = "iso-8859-15",
        ["mac-roman"] = "macintosh",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static EncodingName() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The names of all encodings, for hints.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. System.Text.Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()).Select(encoding => encoding.Name).Concat(Aliases.Keys).Distinct()];

    /// <summary>The encoding, which throws on broken text; null: there is none of that name.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return System.Text.Encoding.GetEncoding(
                Aliases.GetValueOrDefault(name.Trim(), name.Trim()), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
