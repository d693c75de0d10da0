using DropZone.Spool.Durable;

namespace DropZone.Tests;

/// <summary>Calls a test before each durable step, which may throw, or block the job on its thread.</summary>
internal sealed class StepSeam(Action<DurableStep> before) : IFaultSeam
{
    public bool Take(DurableStep step)
    {
        before(step);
        return true;
    }
}
