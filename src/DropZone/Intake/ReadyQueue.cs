namespace DropZone.Intake;

/// <summary>
/// Deliveries that are ready, oldest first within a feed, the feeds in turn: a feed with 100 000 files does not make another wait.
/// </summary>
public sealed class ReadyQueue
{
    private readonly Dictionary<string, Queue<Candidate>> _feeds = [];
    private readonly Queue<string> _turns = [];

    public int Count { get; private set; }

    public void Add(string feed, Candidate candidate)
    {
        if (!_feeds.TryGetValue(feed, out var queue))
            _feeds[feed] = queue = new Queue<Candidate>();
        if (queue.Count == 0)
            _turns.Enqueue(feed);
        queue.Enqueue(candidate);
        candidate.Queued = true;
        Count++;
    }

    /// <summary>Null: nothing is ready.</summary>
    public Candidate? Take()
    {
        if (!_turns.TryDequeue(out var feed))
            return null;
        var queue = _feeds[feed];
        var candidate = queue.Dequeue();
        if (queue.Count > 0)
            _turns.Enqueue(feed);
        candidate.Queued = false;
        Count--;
        return candidate;
    }
}
