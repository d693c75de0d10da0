namespace DropZone.Tables.Conversion;

/// <summary>What becomes of a row whose cells are all empty.</summary>
public enum BlankRows
{
    Fail,
    Skip,
}
