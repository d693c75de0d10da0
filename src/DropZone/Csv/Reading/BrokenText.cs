using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>Describes text that could not be decoded to its end.</summary>
internal static class BrokenText
{
    /// <summary>Returns a message with the remedy.</summary>
    /// <param name="dialect">The dialect of the file.</param>
    /// <param name="encoding">The encoding of the file.</param>
    /// <param name="isMarked">Whether a byte order mark defined it.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="offset">The offset after the decoded text, in UTF-8.</param>
    public static string Describe(Dialect dialect, Encoding encoding, bool isMarked, TextBreak reason, long offset)
    {
        var expected = dialect.Encoding is { } declared && EncodingName.Find(declared) is { } other ? Name(other) : "UTF-8";
        return reason switch
        {
            TextBreak.Utf8 =>
                $"The text at offset {offset} is UTF-8, but the feed declares {expected}, in which an \"ü\" would become {Misread(encoding)}. "
                + $"Declare encoding: utf-8 in the dialect of the feed, or have the file saved as {expected}.",
            TextBreak.ControlBytes =>
                $"The byte at offset {offset} is a control character in {expected}, the encoding that the feed declares (0x80 to 0x9F). "
                + "The text is probably windows-1252. Declare encoding: windows-1252 in the dialect of the feed.",
            TextBreak.SingleBytes =>
                $"The text at offset {offset} is not UTF-16, the encoding {Source(isMarked)}: it has one byte per letter, and would become Chinese characters. "
                + "Declare its encoding, such as utf-8, in the dialect of the feed, or have the whole file saved as UTF-16.",
            TextBreak.OtherByteOrder =>
                $"The text at offset {offset} is UTF-16 with the other order of bytes than that {Source(isMarked)}. "
                + $"Declare encoding: {(encoding.CodePage == 1200 ? "utf-16be" : "utf-16le")} in the dialect of the feed, or have the file saved with a byte order mark.",
            TextBreak.Gzip =>
                $"Compressed data (gzip) starts at offset {offset} within the text. Files were joined. Join them before the compression, or deliver them one by one.",
            _ => $"The text after offset {offset} is not valid {Name(encoding)}, the encoding {Source(isMarked)}. "
                + (isMarked ? $"Save the file as {expected}." : $"Declare the right encoding, or have the file saved as {expected}."),
        };
    }

    private static string Source(bool isMarked) => isMarked ? "of the file by its byte order mark" : "that the feed declares";

    private static string Misread(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("?");
        return lenient.GetString("ü"u8) is var read && !read.Contains('?', StringComparison.Ordinal) ? $"\"{read}\"" : "other characters";
    }

    private static string Name(Encoding encoding) => encoding is UTF8Encoding ? "UTF-8" : encoding.WebName;
}
