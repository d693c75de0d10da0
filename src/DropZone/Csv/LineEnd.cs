namespace DropZone.Csv;

/// <summary>The end of a record.</summary>
internal enum LineEnd
{
    /// <summary>The end of the file.</summary>
    None,

    LineFeed,

    /// <summary>A carriage return alone.</summary>
    CarriageReturn,

    /// <summary>Carriage return and line feed.</summary>
    Both,
}
