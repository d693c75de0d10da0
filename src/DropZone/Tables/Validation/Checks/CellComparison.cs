namespace DropZone.Tables.Validation.Checks;

/// <summary>Compares cells that have a value with the values of a rule. Immutable.</summary>
internal abstract class CellComparison
{
    /// <summary>The expected cell, for messages.</summary>
    public virtual string Expected => "text";

    /// <summary>Returns false if the cell is not a value of the type.</summary>
    public abstract bool TryCompare(ReadOnlySpan<byte> cell, out bool holds);
}

/// <summary>A condition on the cells of a column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Kind">The comparison.</param>
/// <param name="Values">The values to compare with, in the format of the column's field; one, except for lists.</param>
public sealed record Comparison(string Column, ComparisonKind Kind, IReadOnlyList<string> Values);

/// <summary>The comparisons that a filter can make.</summary>
public enum ComparisonKind
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,

    /// <summary>It is one of several values.</summary>
    In,

    /// <summary>It is not in the list.</summary>
    NotIn,

    /// <summary>A regular expression matches somewhere in it.</summary>
    Matches,

    /// <summary>It has no value.</summary>
    Missing,

    /// <summary>It has a value.</summary>
    Present,
}
