using DropZone.Spool.Durable;
using DropZone.Spool.Faults;

namespace DropZone.Cli;

/// <summary>The variable by which tests of the built program break a durable step.</summary>
internal static class FaultVariable
{
    private const string Name = "DROPZONE_FAULT";

    /// <summary>Null, and said on standard error, if it holds no fault.</summary>
    public static IFaultSeam? Read(out string? words)
    {
        words = Environment.GetEnvironmentVariable(Name);
        if (string.IsNullOrEmpty(words))
            return NoFaults.Instance;
        if (FaultPlan.Parse(words) is { } plan)
            return plan;
        Console.Error.WriteLine($"{Name}: not a fault: {words}; unset it");
        return null;
    }
}
