using System.Text.Json.Serialization;

namespace DropZone.Tables.Conversion;

/// <summary>
/// What became of the data rows: <c>In + Added = Out + Filtered + Deduplicated + Rejected</c>, blank rows that were skipped aside.
/// </summary>
/// <param name="Added">Rows that a command made beside those that it was given.</param>
public readonly record struct RowCounts(
    long In, long Out, long Filtered, long Deduplicated, long Rejected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Added = 0)
{
    /// <summary>The counts of these rows and of others.</summary>
    public RowCounts Plus(RowCounts others) => new(
        In + others.In, Out + others.Out, Filtered + others.Filtered, Deduplicated + others.Deduplicated, Rejected + others.Rejected, Added + others.Added);

    /// <summary>The counts of all, when the output of this was read again and became <paramref name="later"/>.</summary>
    public RowCounts Then(RowCounts later) => new(
        In,
        later.Out,
        Filtered + later.Filtered + Math.Max(0, Out - later.In),
        Deduplicated + later.Deduplicated,
        Rejected,
        Added + Math.Max(0, later.In - Out));
}
