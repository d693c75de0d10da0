namespace DropZone.Tables.Transform.Rows;

/// <summary>What a part of a template stands for.</summary>
internal enum Placeholder
{
    /// <summary>Itself.</summary>
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
