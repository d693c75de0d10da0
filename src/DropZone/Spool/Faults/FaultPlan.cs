using DropZone.Spool.Durable;

namespace DropZone.Spool.Faults;

/// <summary>
/// Faults described in words, for tests of the built program (environment variable <c>DROPZONE_FAULT</c>):
/// <c>exit N</c> ends the process as by kill -9 before the Nth durable step; <c>exit STEP</c> before the first such step;
/// <c>fail N ERRNO</c> and <c>fail STEP ERRNO</c> let it fail once; <c>hang STEP</c> never returns from the first; <c>skip STEP</c> leaves every such step out.
/// Several are separated by commas: <c>fail sync-output EIO, exit 17</c>.
/// </summary>
public sealed class FaultPlan : IFaultSeam
{
    private readonly IReadOnlyList<Fault> _faults;
    private long _taken;

    private FaultPlan(IReadOnlyList<Fault> faults) => _faults = faults;

    /// <summary>Parses a plan. Returns null if the text is not a plan.</summary>
    public static FaultPlan? Parse(string words)
    {
        var faults = new List<Fault>();
        foreach (var one in words.Split(','))
        {
            if (Fault.Parse(one) is not { } fault)
                return null;
            faults.Add(fault);
        }

        return new FaultPlan(faults);
    }

    public bool Take(DurableStep step)
    {
        var number = Interlocked.Increment(ref _taken);
        var isTaken = true;
        foreach (var fault in _faults)
            isTaken &= fault.Take(number, step);
        return isTaken;
    }
}
