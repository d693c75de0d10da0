using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DropZone.Csv.Encodings;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Checks the bytes of a record as text, which the tokenizer does not.</summary>
internal static class RecordText
{
    public static RecordFault? Fault(RecordReader record)
    {
        var bytes = record.Record;
        var isAscii = Ascii.IsValid(bytes);
        if (!isAscii && !Utf8.IsValid(bytes))
            return Invalid(record, bytes);
        if (bytes.IndexOf((byte)0) is >= 0 and var nul && !bytes[..nul].Contains(ControlBytes.Substitute))
            return At(record, ErrorCode.NulByte, nul, $"NUL byte at offset {record.Byte + nul}; expected text. {Nuls(bytes)}");
        if (record.Controls.Find(bytes) is >= 0 and var control)
            return At(record, ErrorCode.ControlCharacter, control, $"Control character 0x{bytes[control]:X2} at offset {record.Byte + control}. {Control(bytes[control])}");
        return isAscii ? null : Lost(record, bytes);
    }

    private static RecordFault Invalid(RecordReader record, ReadOnlySpan<byte> bytes)
    {
        var at = FirstInvalid(bytes);
        return At(record, ErrorCode.EncodingError, at, $"Byte 0x{bytes[at]:X2} at offset {record.Byte + at} is not valid UTF-8. {Hint(bytes, at)}");
    }

    private static string Hint(ReadOnlySpan<byte> bytes, int at) => bytes[at..] switch
    {
        [0x8B, 8, ..] when at > 0 && bytes[at - 1] == 0x1F => "Compressed data (gzip) starts there. Files were joined: join them before the compression, or deliver them one by one.",
        [0xED, >= 0xA0, ..] => "Half a character follows, as in CESU-8, which some databases write as utf8. Save the file as UTF-8.",
        [0xC0, 0x80, ..] => "This is a NUL byte in the modified UTF-8 of Java. Save the file as UTF-8.",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "This is a byte order mark of UTF-16: files of different encodings were joined. Save each as UTF-8.",
        _ => "Save the file as UTF-8, or declare its encoding in the feed.",
    };

    private static string Nuls(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept((byte)0) < 0)
            return "The record has only such bytes: the file was padded, or the upload left a hole. Send it again from its source.";
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
            (even, odd) = bytes[i] != 0 ? (even, odd) : (i & 1) == 0 ? (even + 1, odd) : (even, odd + 1);
        return Math.Max(even, odd) >= bytes.Length / 4 && Math.Min(even, odd) <= bytes.Length / 16
            ? "The text seems to be UTF-16 without a byte order mark. Declare encoding: utf-16le or utf-16be in the feed, or save the file as UTF-8."
            : "The file may be binary, or damaged.";
    }

    private static string Control(byte found) => found switch
    {
        ControlBytes.Substitute =>
            "Ctrl-Z ends files of DOS, and replaces characters that a conversion lost. Remove it if it is the end of the file; otherwise have the file exported again.",
        0x0C => "A form feed separates the pages of a printout. Have the data exported as a table without pages.",
        _ => "It belongs to a transmission, not to the data. Have the file exported without it.",
    };

    /// <summary>Returns the fault of a byte order mark, which is only at the start of files, or null.</summary>
    public static RecordFault? Joined(RecordReader record) => record.Record.IndexOf(ByteOrderMark.Utf8) switch
    {
        < 0 => null,
        0 => At(record, ErrorCode.JoinedFiles, 0, "The record starts with a byte order mark (U+FEFF): another file begins here. Deliver the files one by one."),
        var mark => At(record, ErrorCode.JoinedFiles, mark,
            $"Byte order mark (U+FEFF) within the record, at offset {record.Byte + mark}: another file begins there, or a program wrote the mark into a cell. "
            + "Deliver the files one by one, or have the mark removed."),
    };

    private static RecordFault? Lost(RecordReader record, ReadOnlySpan<byte> bytes)
    {
        if (Joined(record) is { } joined)
            return joined;
        if (LostText.FindReplacement(bytes) is >= 0 and var replacement)
        {
            return At(record, ErrorCode.LostCharacter, replacement,
                $"Replacement character U+FFF{bytes[replacement + 2] & 0xF:X} at offset {record.Byte + replacement}: an earlier conversion lost a character. "
                + "Have the file exported again in the right encoding.");
        }

        return LostText.FindControl(bytes) is >= 0 and var control
            ? At(record, ErrorCode.ControlCharacter, control,
                $"Control character U+00{bytes[control + 1]:X2} at offset {record.Byte + control}. Text of windows-1252 was probably converted as latin1. "
                + "Have the file exported again in the right encoding.")
            : null;
    }

    private static RecordFault At(RecordReader record, ErrorCode code, int at, string message)
    {
        var column = record.ColumnAt(at);
        return new(code, record.Line, record.Byte + record.CellOffset(column), column + 1, message);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
