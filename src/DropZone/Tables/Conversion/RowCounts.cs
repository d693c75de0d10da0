using System.Text.Json.Serialization;

namespace DropZone.Tables.Conversion;

/// <summary>
/// The numbers of data rows by result: <c>In + Added = Out + Filtered + Deduplicated + Rejected</c>, without skipped blank rows.
/// </summary>
/// <param name="Added">Rows that a command output in addition to its input.</param>
public readonly record struct RowCounts(
    long In, long Out, long Filtered, long Deduplicated, long Rejected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Added = 0)
{
    /// <summary>Returns the sum of both counts.</summary>
    public RowCounts Plus(RowCounts others) => new(
        In + others.In, Out + others.Out, Filtered + others.Filtered, Deduplicated + others.Deduplicated, Rejected + others.Rejected, Added + others.Added);

    /// <summary>Returns the counts of a conversion whose output was converted again with the counts <paramref name="later"/>.</summary>
    public RowCounts Then(RowCounts later) => new(
        In,
        later.Out,
        Filtered + later.Filtered + Math.Max(0, Out - later.In),
        Deduplicated + later.Deduplicated,
        Rejected,
        Added + Math.Max(0, later.In - Out));
}
