namespace DropZone.Spool;

/// <summary>Every step is taken.</summary>
public sealed class NoFaults : IFaultSeam
{
    public static readonly NoFaults Instance = new();

    public bool Take(DurableStep step) => true;
}
