using DropZone.Spool.Durable;
using DropZone.Spool.Faults;

namespace DropZone.Cli;

/// <summary>The environment variable by which tests of the built program inject a fault into a durable step.</summary>
internal static class FaultVariable
{
    private const string Name = "DROPZONE_FAULT";

    /// <summary>Reads the fault. Returns null after an error message if the value is not a fault.</summary>
    public static IFaultSeam? Read(out string? words)
    {
        words = Environment.GetEnvironmentVariable(Name);
        if (string.IsNullOrEmpty(words))
            return NoFaults.Instance;
        if (FaultPlan.Parse(words) is { } plan)
            return plan;
        Console.Error.WriteLine($"{Name} is not a valid fault: {words}. Unset it.");
        return null;
    }
}
