namespace DropZone.Tables.Primitives.Temporal;

/// <summary>
/// Reads the format <c>any</c>: dates and times in common orders. Day, month and year have the order of their column; a cell that has another one, or
/// two readings although the order of its column is not certain, is refused. Dates with points are day first.
/// </summary>
/// <param name="order">The order of the column.</param>
/// <param name="yearPivot">Two-digit years below it are of the 21st century, others of the 20th.</param>
internal sealed class LooseReader(MomentKind kind, DateOrder order, int yearPivot) : MomentReader
{
    private static readonly DateOrders[] Each = [DateOrders.DayFirst, DateOrders.MonthFirst, DateOrders.YearFirst];

    private readonly IsoReader _iso = new(kind);

    // composed once: every cell of a column may be in doubt
    private readonly string _doubt = order.IsContradicted
        ? $"is ambiguous: the dates of lines {Math.Min(order.Line, order.OtherLine)} and {Math.Max(order.Line, order.OtherLine)} "
            + "have different orders of day, month and year. Use one order in the whole column."
        : "is ambiguous: the dates of this column can be read in more than one order of day, month and year. Set format, such as \"%d/%m/%Y\".";

    public override string Expected => kind switch
    {
        MomentKind.Date => "a date in a common format, such as 2026-11-30 or 30 November 2026",
        MomentKind.Time => "a time in a common format, such as 06:30 or 6:30 am",
        _ => "a date and time in a common format, such as 2026-11-30 06:30",
    };

    public override MomentReader Declared => new LooseReader(kind, DateOrder.Unknown, yearPivot);

    public override bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        if (_iso.TryRead(text, out moment))
            return true;
        if (!TryScan(text, out var scan) || !(scan.HasOrder ? TryRead(scan, out moment) : scan.TryBuild(DateOrders.None, out moment)))
            return false;
        if (kind == MomentKind.Date && scan.HasTime && (moment.Local.TimeOfDay != TimeSpan.Zero || scan.EndsDay))
            return false; // not only a date
        if (kind == MomentKind.Date)
            moment = new Moment(moment.Local.Date);
        if (kind == MomentKind.Time)
            moment = moment with { Local = new DateTime(moment.Local.TimeOfDay.Ticks) };
        return true;
    }

    public override string? Doubt(ReadOnlySpan<byte> text)
    {
        if (!TryScan(text, out var scan) || !scan.HasOrder || TryRead(scan, out _))
            return null;
        return order.IsContradicted || int.PopCount((int)(scan.Orders & order.Possible)) > 1 ? _doubt : null;
    }

    private bool TryScan(ReadOnlySpan<byte> text, out LooseScan scan)
    {
        scan = new LooseScan { YearPivot = yearPivot };
        return scan.TryScan(text) && (kind == MomentKind.Time ? scan.HasTime && !scan.HasDate : scan.HasDate);
    }

    /// <summary>Reads the date if all orders that are possible give the same one.</summary>
    private bool TryRead(LooseScan scan, out Moment moment)
    {
        moment = default;
        var possible = order.IsContradicted ? scan.Orders : scan.Orders & order.Possible;
        var isRead = false;
        foreach (var each in Each)
        {
            if ((possible & each) == DateOrders.None)
                continue;
            if (!scan.TryBuild(each, out var found) || (isRead && found != moment))
                return false;
            (moment, isRead) = (found, true);
        }

        // a single reading shows one of the orders that contradict each other
        return isRead && !(order.IsContradicted && int.PopCount((int)possible) == 1);
    }
}
