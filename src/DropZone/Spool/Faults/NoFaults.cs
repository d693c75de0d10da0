using DropZone.Spool.Durable;

namespace DropZone.Spool.Faults;

/// <summary>Every step is taken.</summary>
public sealed class NoFaults : IFaultSeam
{
    public static readonly NoFaults Instance = new();

    public bool Take(DurableStep step) => true;
}
