namespace DropZone.Tables.Conversion;

/// <summary>What bad rows mean for their file.</summary>
public enum BadRows
{
    /// <summary>One bad row, and the file fails.</summary>
    Fail,

    /// <summary>Good rows go on; the bad ones are put aside.</summary>
    Split,
}
