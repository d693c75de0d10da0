namespace DropZone.Tables.Conversion;

/// <summary>The effect of bad rows on their file.</summary>
public enum BadRows
{
    /// <summary>One bad row fails the file.</summary>
    Fail,

    /// <summary>Good rows are delivered; bad rows are written to the rejects.</summary>
    Split,
}
