namespace DropZone.Tables.Transform.Rows;

/// <summary>The meaning of a part of a template.</summary>
internal enum Placeholder
{
    /// <summary>Literal text.</summary>
    Text,

    /// <summary>The cell of a column.</summary>
    Column,
    FileName,

    /// <summary>When the file was last written, UTC, to the second.</summary>
    FileTime,
    FileSha256,
    Job,
    Row,
    Line,
}
