using DropZone.Errors;

namespace DropZone.Tables.Errors;

/// <summary>One error found in a table.</summary>
/// <param name="Row">Record number; the header is 1. 0: the file as a whole.</param>
/// <param name="Line">1-based line of the file where the record starts; 0: the file as a whole.</param>
/// <param name="Byte">0-based offset of the cell, or of the record, in the file (in its UTF-8 form).</param>
/// <param name="Column">1-based number of the column, if the error has one.</param>
/// <param name="Field">Name of the column, if the error has one, cut to 200 characters.</param>
/// <param name="Value">The cell as it was read, cut to 200 characters. Personal data: reports may show it, logs must not.</param>
/// <param name="Message">The defect and its remedy; contains no cell value; cut to 2000 characters.</param>
public sealed record TableError(
    long Row, long Line, long Byte, int? Column, string? Field, ErrorCode Code, string? Value, string Message)
{
    private const int LongestMessage = 2000;

    // labels come from the file and may be a mebibyte long: thousands of errors that name one must stay small
    public string? Field { get; init; } = Field is null ? null : CellExcerpt.Of(Field);

    public string Message { get; init; } = Message.Length <= LongestMessage ? Message : CellExcerpt.Cut(Message, LongestMessage);
}
