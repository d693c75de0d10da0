namespace DropZone.Tables.Validation.Checks;

/// <summary>Compares cells that hold a value with values that a rule gives. Immutable.</summary>
internal abstract class CellComparison
{
    /// <summary>What a cell must be, for messages.</summary>
    public virtual string Expected => "text";

    /// <summary>False: the cell is no value of the type.</summary>
    public abstract bool TryCompare(ReadOnlySpan<byte> cell, out bool holds);
}
