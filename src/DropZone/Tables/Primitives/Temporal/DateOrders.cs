namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The orders that the numbers of a date may have.</summary>
[Flags]
internal enum DateOrders
{
    None = 0,

    /// <summary>Day, month, year.</summary>
    DayFirst = 1,

    /// <summary>Month, day, year.</summary>
    MonthFirst = 2,

    /// <summary>Year, month, day, the year of two digits.</summary>
    YearFirst = 4,

    All = DayFirst | MonthFirst | YearFirst,
}
