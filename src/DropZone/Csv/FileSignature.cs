using System.Buffers;
using System.Text;

namespace DropZone.Csv;

/// <summary>Recognizes by its first bytes what is certainly no CSV file.</summary>
internal static class FileSignature
{
    private const int Window = 1024;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\v\f"u8);
    private static readonly SearchValues<byte> WideBlanks = SearchValues.Create(" \t\r\n\v\f\0"u8);

    /// <summary>The fault of the file as a whole, or null.</summary>
    public static RecordFault? Fault(OpenedStream file)
    {
        var opening = file.Opening;
        if (file.OpeningIsAll && IsBlank(opening))
            return new(ErrorCode.EmptyFile, 0, 0, null,
                opening.IsEmpty ? "The file has no bytes; expected a header line." : "The file holds only white space; expected a header line.");
        return Foreign(opening) is { } found
            ? new(ErrorCode.NotCsv, 0, 0, null, $"The file is {found}; expected CSV text: save as CSV and deliver it again.")
            : null;
    }

    private static bool IsBlank(ReadOnlySpan<byte> opening)
    {
        if (ByteOrderMark.Encoding(opening) is not { } encoding)
            return Text(opening).IndexOfAnyExcept(Blanks) < 0;
        return opening[encoding.Preamble.Length..].IndexOfAnyExcept(WideBlanks) < 0;
    }

    private static string? Foreign(ReadOnlySpan<byte> opening)
    {
        if (opening.StartsWith("PK\x03\x04"u8))
            return IsWorkbook(opening) ? "an Excel workbook (.xlsx)" : "an Excel workbook (.xlsx) or ZIP archive";
        if (opening.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return "an old Excel workbook (.xls) or other Office document";
        if (opening.StartsWith("%PDF"u8))
            return "a PDF document";
        if (opening.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return "compressed with gzip";
        var text = Text(opening).TrimStart(" \t\r\n"u8);
        if (StartsWith(text, "<!doctype") || StartsWith(text, "<html"))
            return "an HTML page";
        return StartsWith(text, "<?xml") ? "an XML document" : null;
    }

    private static bool IsWorkbook(ReadOnlySpan<byte> opening)
    {
        var window = opening[..Math.Min(Window, opening.Length)];
        return window.IndexOf("[Content_Types].xml"u8) >= 0 || window.IndexOf("xl/"u8) >= 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> opening) =>
        opening.StartsWith(ByteOrderMark.Utf8) ? opening[ByteOrderMark.Utf8.Length..] : opening;
}
