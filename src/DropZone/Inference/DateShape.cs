using DropZone.Tables.Primitives.Temporal;

namespace DropZone.Inference;

/// <summary>The condition on cells that they are dates in some format.</summary>
internal static class DateShape
{
    /// <summary>Whether it is a date, whatever the order of day, month and year.</summary>
    public static bool IsDate(ReadOnlySpan<byte> cell)
    {
        var scan = new LooseScan();
        return scan.TryScan(cell) && scan.HasDate && (scan.HasOrder ? scan.Orders != DateOrders.None : scan.TryBuild(DateOrders.None, out _));
    }
}
