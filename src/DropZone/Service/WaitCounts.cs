namespace DropZone.Service;

/// <summary>How many jobs wait for which target, now. For many threads.</summary>
internal sealed class WaitCounts
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Who waits, by the names of targets; none that nobody waits for.</summary>
    public IReadOnlyList<(string Target, int Jobs)> Now
    {
        get
        {
            lock (_gate)
                return [.. _counts.Where(pair => pair.Value > 0).Select(pair => (pair.Key, pair.Value))];
        }
    }

    /// <summary>A job waits from now until the result is disposed of.</summary>
    public IDisposable Begin(string target)
    {
        Add(target, 1);
        return new Wait(this, target);
    }

    private void Add(string target, int jobs)
    {
        lock (_gate)
            _counts[target] = _counts.GetValueOrDefault(target) + jobs;
    }

    private sealed class Wait(WaitCounts counts, string target) : IDisposable
    {
        public void Dispose() => counts.Add(target, -1);
    }
}
