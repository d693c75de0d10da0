namespace DropZone.Csv.Encodings;

/// <summary>Recognizes types of files that are not text by their first bytes.</summary>
internal static class ForeignBytes
{
    private const int Window = 1024;

    /// <summary>Returns the type of the file with its article, or null if it is uncertain.</summary>
    public static string? Kind(ReadOnlySpan<byte> opening)
    {
        if (opening.StartsWith("PK\x03\x04"u8))
            return Zip(opening[..Math.Min(Window, opening.Length)]);
        return opening switch
        {
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Excel workbook (.xls) or other Office document",
            [0x1F, 0x8B, ..] => "compressed with gzip twice",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, ..] => "an image (PNG)",
            [0xFF, 0xD8, 0xFF, ..] => "an image (JPEG)",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "an image (GIF)",
            [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "an image (TIFF)",
            [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, _, _, 0, 0, ..] => "an image (BMP)",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "an image (WebP)",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "a 7z archive",
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 0x07, ..] => "a RAR archive",
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => "compressed with bzip2",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "compressed with xz",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "compressed with zstd",
            // a header may start with these letters, but not with the next byte
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', 0x15, ..] => "a Parquet file",
            _ => opening.StartsWith("SQLite format 3\0"u8) ? "a SQLite database" : null,
        };
    }

    private static string Zip(ReadOnlySpan<byte> window)
    {
        if (window.IndexOf("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"u8) >= 0)
            return "an OpenDocument spreadsheet (.ods)";
        return window.IndexOf("[Content_Types].xml"u8) >= 0 || window.IndexOf("xl/"u8) >= 0
            ? "an Excel workbook (.xlsx)"
            : "an Excel workbook (.xlsx) or ZIP archive";
    }
}
