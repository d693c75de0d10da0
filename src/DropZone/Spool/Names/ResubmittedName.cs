namespace DropZone.Spool.Names;

/// <summary>The names under which the rejects of a split are dropped again: <c>orders-1.rejects.csv</c>.</summary>
public static class ResubmittedName
{
    private const string Mark = ".rejects";

    /// <summary>Returns the names in the order in which they are tried; the second has the job's stamp.</summary>
    public static IReadOnlyList<string> For(JobName job)
    {
        var name = job.Delivery.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? job.Delivery[..^3] : job.Delivery;
        var ending = DeliveryName.EndingOf(name);
        var stem = name[..^ending.Length];
        if (stem.EndsWith(Mark, StringComparison.Ordinal))
            stem = stem[..^Mark.Length];
        return [DeliveryName.Fit(stem, $"{Mark}{ending}"), DeliveryName.Fit(stem, $"{Mark}.{job.Stamp}{ending}")];
    }
}
