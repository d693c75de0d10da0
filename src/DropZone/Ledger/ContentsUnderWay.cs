namespace DropZone.Ledger;

/// <summary>The contents of jobs that have not ended, in memory only: of two equal files in flight one waits for the other. For many threads.</summary>
internal sealed class ContentsUnderWay
{
    private readonly Dictionary<string, string> jobs = new(StringComparer.Ordinal);

    /// <summary>Null: the content is the job's own from now on; else the job that has it.</summary>
    public string? Reserve(string content, string job)
    {
        lock (jobs)
        {
            jobs.TryAdd(content, job);
            return jobs[content] == job ? null : jobs[content];
        }
    }

    /// <summary>The job has ended.</summary>
    public void Release(string job)
    {
        lock (jobs)
        {
            foreach (var (content, _) in jobs.Where(pair => pair.Value == job).ToList())
                jobs.Remove(content);
        }
    }
}
