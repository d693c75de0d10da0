namespace DropZone.Csv.Encodings;

/// <summary>Finds text of another encoding, which the declared one would read as other characters. Blocks are given in the order of the file.</summary>
internal interface IForeignText
{
    /// <summary>What was found.</summary>
    TextBreak Found { get; }

    /// <summary>Returns the place of the first foreign text in the block, or -1.</summary>
    /// <param name="block">Bytes that do not end within a run of bytes that are not ASCII, unless it is long.</param>
    /// <param name="isLast">Whether the file ends with it.</param>
    int Find(ReadOnlySpan<byte> block, bool isLast);
}
