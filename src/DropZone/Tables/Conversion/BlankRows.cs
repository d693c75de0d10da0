namespace DropZone.Tables.Conversion;

/// <summary>Treatment of a row whose cells are all empty.</summary>
public enum BlankRows
{
    Fail,
    Skip,
}
