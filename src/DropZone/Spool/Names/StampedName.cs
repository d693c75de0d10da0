namespace DropZone.Spool.Names;

/// <summary>The name of an output whose own name is taken: <c>orders.20261123T101502Z-k7f3q9xd.csv</c>.</summary>
public static class StampedName
{
    public static string Of(string name, JobName job)
    {
        var extension = DeliveryName.EndingOf(name);
        return DeliveryName.Fit(name[..^extension.Length], $".{job.Stamp}{extension}");
    }
}
