namespace DropZone.Tables.Conversion;

/// <summary>How many bad rows a file may have and still be split.</summary>
/// <param name="Amount">A number of rows, or a percentage of all rows.</param>
public readonly record struct MaxBadRows(decimal Amount, bool IsPercent)
{
    public bool Allows(long bad, long all) => IsPercent ? bad * 100m <= Amount * all : bad <= Amount;

    /// <summary>As it is written: <c>1%</c>, <c>100</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount}{(IsPercent ? "%" : "")}");
}
