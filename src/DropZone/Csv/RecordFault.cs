using DropZone.Errors;

namespace DropZone.Csv;

/// <summary>A fault of the bytes of a file or of one record.</summary>
/// <param name="Line">1-based; 0: the file as a whole.</param>
/// <param name="Byte">0-based offset of the cell, or of the record, in the file in its UTF-8 form.</param>
/// <param name="Column">1-based number of the invalid cell, if there is one.</param>
/// <param name="Message">The defect and its remedy; contains no cell value.</param>
public sealed record RecordFault(ErrorCode Code, long Line, long Byte, int? Column, string Message);
