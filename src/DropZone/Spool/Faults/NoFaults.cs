using DropZone.Spool.Durable;

namespace DropZone.Spool.Faults;

/// <summary>Takes every step.</summary>
public sealed class NoFaults : IFaultSeam
{
    public static readonly NoFaults Instance = new();

    public bool Take(DurableStep step) => true;
}
