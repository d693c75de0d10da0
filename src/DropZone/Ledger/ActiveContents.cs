namespace DropZone.Ledger;

/// <summary>The contents of active jobs, in memory only: of two equal files processed at the same time, one waits for the other. Thread-safe.</summary>
internal sealed class ActiveContents
{
    private readonly Dictionary<string, string> _jobs = new(StringComparer.Ordinal);

    /// <summary>Reserves a content for a job. Returns null, or the other job that has it.</summary>
    public string? Reserve(string content, string job)
    {
        lock (_jobs)
        {
            _jobs.TryAdd(content, job);
            return _jobs[content] == job ? null : _jobs[content];
        }
    }

    /// <summary>Releases the contents of a job that has ended.</summary>
    public void Release(string job)
    {
        lock (_jobs)
        {
            foreach (var (content, _) in _jobs.Where(pair => pair.Value == job).ToList())
                _jobs.Remove(content);
        }
    }
}
