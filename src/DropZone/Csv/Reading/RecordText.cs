using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Checks the bytes of a record as text, which the tokenizer does not.</summary>
internal static class RecordText
{
    public static RecordFault? Fault(RecordReader record)
    {
        var bytes = record.Record;
        if (!Utf8.IsValid(bytes))
        {
            var at = FirstInvalid(bytes);
            var column = record.ColumnAt(at);
            return new(ErrorCode.EncodingError, record.Line, record.Byte + record.CellOffset(column), column + 1,
                $"Byte 0x{bytes[at]:X2} at offset {record.Byte + at} is not valid UTF-8. " +
                "Save the file as UTF-8, or declare its encoding in the feed.");
        }

        var nul = bytes.IndexOf((byte)0);
        if (nul < 0)
            return null;
        var cell = record.ColumnAt(nul);
        return new(ErrorCode.NulByte, record.Line, record.Byte + record.CellOffset(cell), cell + 1,
            $"NUL byte at offset {record.Byte + nul}; expected text. The file may be binary, " +
            "UTF-16 without a byte order mark, or damaged.");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
