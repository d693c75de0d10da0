using System.Runtime.InteropServices;

namespace DropZone.Intake;

/// <summary>The files seen in incoming folders that are not claimed yet, and when each is checked next.</summary>
internal sealed class Candidates
{
    private readonly Dictionary<(IncomingFolder, string), Candidate> _byName = [];

    // by time, then in the order of the plans: a priority queue alone may swap files of one moment, and with them their order of arrival
    private readonly PriorityQueue<Candidate, (long Time, long Number)> _checks = new();
    private readonly Dictionary<IncomingFolder, int> _counts = [];
    private long _planned;

    public int Count => _byName.Count;

    /// <summary>The number of files that are open for writing: their checks share a pace.</summary>
    public int OpenForWriting { get; private set; }

    /// <summary>The timestamp of the next check; null: none is planned.</summary>
    public long? NextCheck => _checks.TryPeek(out _, out var check) ? check.Time : null;

    /// <summary>Returns the number of files in the folder.</summary>
    public int CountIn(IncomingFolder folder) => _counts.GetValueOrDefault(folder);

    public bool Contains(IncomingFolder folder, string name) => _byName.ContainsKey((folder, name));

    /// <summary>Returns the candidate; null: the name is not known.</summary>
    public Candidate? Find(IncomingFolder folder, string name) => _byName.GetValueOrDefault((folder, name));

    public void EnsureCapacity(int count) => _byName.EnsureCapacity(count);

    /// <summary>Adds a name that is not known yet, and plans its first check.</summary>
    public void Add(Candidate candidate)
    {
        _byName.Add((candidate.Folder, candidate.Name), candidate);
        _counts[candidate.Folder] = CountIn(candidate.Folder) + 1;
        CheckAt(candidate, candidate.NextCheck);
    }

    /// <param name="candidate">The candidate.</param>
    /// <param name="time">A timestamp; it replaces an earlier plan.</param>
    public void CheckAt(Candidate candidate, long time)
    {
        candidate.NextCheck = time;
        _checks.Enqueue(candidate, (time, _planned++));
    }

    /// <summary>Returns a candidate whose check is due; null: there is none.</summary>
    public Candidate? TakeDue(long now)
    {
        while (_checks.TryPeek(out var candidate, out var check) && check.Time <= now)
        {
            _checks.Dequeue();

            // the entry is outdated if the candidate was planned again, queued, claimed or forgotten since
            if (candidate.NextCheck == check.Time && !candidate.Queued && !candidate.Ignored && Find(candidate.Folder, candidate.Name) == candidate)
                return candidate;
        }

        return null;
    }

    public void MarkOpen(Candidate candidate, bool isOpen)
    {
        if (candidate.IsOpen != isOpen)
            OpenForWriting += isOpen ? 1 : -1;
        candidate.IsOpen = isOpen;
    }

    public void Forget(Candidate candidate)
    {
        MarkOpen(candidate, false);
        if (!_byName.Remove((candidate.Folder, candidate.Name)))
            return;
        if (--CollectionsMarshal.GetValueRefOrAddDefault(_counts, candidate.Folder, out _) == 0)
            _counts.Remove(candidate.Folder);
    }

    /// <summary>Forgets those that the last rescan did not find, except queued ones, whose claim will find out.</summary>
    /// <param name="round">The number of the rescan.</param>
    /// <param name="unread">Folders that it could not read.</param>
    public void ForgetMissing(int round, IReadOnlySet<IncomingFolder> unread)
    {
        foreach (var candidate in _byName.Values)
        {
            if (candidate.Round != round && !candidate.Queued && !unread.Contains(candidate.Folder))
                Forget(candidate);
        }
    }
}
