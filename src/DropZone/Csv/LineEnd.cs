namespace DropZone.Csv;

/// <summary>What ends a record.</summary>
internal enum LineEnd
{
    /// <summary>The end of the file.</summary>
    None,

    /// <summary>LF or CR LF.</summary>
    LineFeed,

    /// <summary>A carriage return alone.</summary>
    CarriageReturn,
}
