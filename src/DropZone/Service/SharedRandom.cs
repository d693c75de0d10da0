namespace DropZone.Service;

/// <summary>Random numbers for the length of pauses. Thread-safe, which <see cref="Random"/> is not.</summary>
internal sealed class SharedRandom(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>Returns a number from 0 to below 1.</summary>
    public double Next()
    {
        lock (_gate)
            return random.NextDouble();
    }
}
