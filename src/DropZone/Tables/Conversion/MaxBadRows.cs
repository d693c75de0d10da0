namespace DropZone.Tables.Conversion;

/// <summary>The maximum number of bad rows for a file to be split.</summary>
/// <param name="Amount">A number of rows, or a percentage of all rows.</param>
public readonly record struct MaxBadRows(decimal Amount, bool IsPercent)
{
    public bool Allows(long bad, long all) => IsPercent ? bad * 100m <= Amount * all : bad <= Amount;

    /// <summary>Returns it as written: <c>1%</c>, <c>100</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount}{(IsPercent ? "%" : "")}");
}
