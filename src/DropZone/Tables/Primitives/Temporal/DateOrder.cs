namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The order of the numbers in all dates of a column whose format is <c>any</c>, as far as its cells prove it.</summary>
/// <param name="Possible">The orders that fit all cells, at least one; one: it is certain.</param>
/// <param name="Line">The line that last excluded an order; 0: none did.</param>
/// <param name="OtherLine">The first line that fits none of them; 0: there is no such line.</param>
internal sealed record DateOrder(DateOrders Possible, long Line, long OtherLine)
{
    /// <summary>Nothing is known, as of the values in a schema.</summary>
    public static readonly DateOrder Unknown = new(DateOrders.All, 0, 0);

    private static readonly (string Name, DateOrders Order)[] Names =
        [("day-first", DateOrders.DayFirst), ("month-first", DateOrders.MonthFirst), ("year-first", DateOrders.YearFirst)];

    public bool IsContradicted => OtherLine > 0;

    /// <summary>A possible order: that of all accepted cells, as a cell that depends on the choice is refused.</summary>
    public string Name => Names.First(known => Possible.HasFlag(known.Order)).Name;

    /// <summary>Returns the order of that name, or null.</summary>
    public static DateOrder? Find(string? name) => Array.Find(Names, known => known.Name == name) is { Name: not null } found ? new DateOrder(found.Order, 0, 0) : null;
}
