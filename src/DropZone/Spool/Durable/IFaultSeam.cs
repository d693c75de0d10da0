namespace DropZone.Spool.Durable;

/// <summary>Lets tests make durable steps fail, leave them out, or end the process.</summary>
public interface IFaultSeam
{
    /// <summary>Called right before a step. False: the step is left out, as a careless program would.</summary>
    /// <exception cref="IOException">The step fails.</exception>
    bool Take(DurableStep step);
}
