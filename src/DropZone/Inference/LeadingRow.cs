using DropZone.Csv.Reading;

namespace DropZone.Inference;

/// <summary>A row that may be above the table, or in it.</summary>
/// <param name="Cells">Their number.</param>
/// <param name="IsComment">Whether it starts with <c>#</c>.</param>
/// <param name="IsSpacedComment">Whether it starts with <c>#</c> and no word directly behind it, which could be a label.</param>
/// <param name="HasLetter">Whether it has a letter: a title does.</param>
/// <param name="EndsEmpty">Whether its last cell is empty.</param>
internal readonly record struct LeadingRow(int Cells, bool IsComment, bool IsSpacedComment, bool HasLetter, bool EndsEmpty)
{
    /// <summary>Whether it has a single, empty cell.</summary>
    public bool IsBlank => Cells == 1 && EndsEmpty;

    public static LeadingRow Of(RecordReader record) => new(
        record.CellCount,
        record.Record is [(byte)'#', ..],
        record.Record is [(byte)'#'] or [(byte)'#', (byte)' ' or (byte)'#' or (byte)'-' or (byte)'=' or (byte)'!', ..],
        HasLetterIn(record.Record),
        record.CellCount > 0 && record.Cell(record.CellCount - 1).IsEmpty);

    /// <summary>Bytes that are not ASCII count as letters.</summary>
    private static bool HasLetterIn(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
            if (char.IsAsciiLetter((char)value) || value >= 0x80)
                return true;
        return false;
    }
}
