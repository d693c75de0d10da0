namespace DropZone.Tables.Validation.Checks;

/// <summary>Compares cells that have a value with the values of a rule. Immutable.</summary>
internal abstract class CellComparison
{
    /// <summary>The expected cell, for messages.</summary>
    public virtual string Expected => "text";

    /// <summary>Returns false if the cell is not a value of the type.</summary>
    public abstract bool TryCompare(ReadOnlySpan<byte> cell, out bool holds);
}
