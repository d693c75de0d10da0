namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Finds the order of the numbers that all dates of a column have in common.</summary>
internal sealed class DateOrderProof
{
    private DateOrders _possible = DateOrders.All;
    private long _line;
    private long _otherLine;

    public DateOrder Order => new(_possible, _line, _otherLine);

    /// <summary>Excludes the orders that the numbers of the cell cannot have. A cell that is no date in any order proves nothing.</summary>
    /// <param name="cell">Has a value.</param>
    /// <param name="line">Its line in the file, 1-based.</param>
    public void Add(ReadOnlySpan<byte> cell, long line)
    {
        var scan = new LooseScan();
        if (!scan.TryScan(cell) || !scan.HasOrder || !IsDate(scan))
            return;
        var common = _possible & scan.Orders;
        if (common == DateOrders.None)
            _otherLine = _otherLine == 0 ? line : _otherLine;
        else if (common != _possible)
            (_possible, _line) = (common, line);
    }

    private static bool IsDate(LooseScan scan) =>
        scan.TryBuild(DateOrders.DayFirst, out _) || scan.TryBuild(DateOrders.MonthFirst, out _) || scan.TryBuild(DateOrders.YearFirst, out _);
}
