using System.Buffers;
using System.Text;
using System.Text.Json;
using DropZone.Errors;

namespace DropZone.Csv.Encodings;

/// <summary>Recognizes files that are certainly not CSV by their first bytes.</summary>
internal static class FileSignature
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\v\f"u8);
    private static readonly SearchValues<byte> WideBlanks = SearchValues.Create(" \t\r\n\v\f\0"u8);

    /// <summary>Returns the fault of the file as a whole, or null.</summary>
    /// <param name="header">Whether the file has a header; without one blank lines may be the data.</param>
    public static RecordFault? Fault(OpenedStream file, Encoding encoding, bool header)
    {
        var opening = file.Opening;
        if (file.OpeningIsAll && (header ? IsBlank(opening, encoding) : Text(opening).IsEmpty))
            return new(ErrorCode.EmptyFile, 0, 0, null,
                opening.IsEmpty ? "The file is empty; expected a header line." : "The file contains only white space; expected a header line.");
        if (SevenBitText.IsIn(opening) && Ascii.IsValid(opening))
            return new(ErrorCode.EncodingError, 0, 0, null, "The text seems to be UTF-7, in which \"ü\" is \"+APw-\". Save the file as UTF-8 and deliver it again.");
        return (ForeignBytes.Kind(opening) ?? ForeignText(opening, file.OpeningIsAll)) is { } found
            ? new(ErrorCode.NotCsv, 0, 0, null, $"The file is {found}, not CSV text. Save it as CSV and deliver it again.")
            : null;
    }

    private static bool IsBlank(ReadOnlySpan<byte> opening, Encoding encoding)
    {
        var isWide = encoding is UnicodeEncoding or UTF32Encoding;
        var text = opening.StartsWith(encoding.Preamble) ? opening[encoding.Preamble.Length..] : Text(opening);
        return text.IndexOfAnyExcept(isWide ? WideBlanks : Blanks) < 0;
    }

    private static string? ForeignText(ReadOnlySpan<byte> opening, bool isAll)
    {
        var text = Text(opening).TrimStart(" \t\r\n"u8);
        if (StartsWith(text, "<!doctype") || StartsWith(text, "<html"))
            return "an HTML page";
        if (StartsWith(text, "<?xml"))
            return "an XML document";
        return !text.IsEmpty && text[0] is (byte)'{' or (byte)'[' && IsJson(text, isAll) ? "JSON" : null;
    }

    /// <summary>Whether the text is JSON with a property, or starts like it: as CSV its quotes would be misplaced.</summary>
    private static bool IsJson(ReadOnlySpan<byte> text, bool isAll)
    {
        var reader = new Utf8JsonReader(text, isAll, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
        try
        {
            var hasProperty = false;
            while (reader.Read())
                hasProperty |= reader.TokenType == JsonTokenType.PropertyName;
            return hasProperty;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> opening) => ByteOrderMark.Skip(opening);
}
