namespace DropZone.Intake;

/// <summary>
/// Deliveries that are ready, oldest first within a feed, the feeds in turn: a feed with 100 000 files does not make another wait.
/// </summary>
public sealed class ReadyQueue
{
    private readonly Dictionary<string, Queue<Candidate>> _feeds = [];
    private readonly Queue<string> _turns = [];

    public int Count { get; private set; }

    /// <summary>Whether one is ready whose feed has room.</summary>
    public bool Any(Func<string, bool> hasRoomFor) => _turns.Any(hasRoomFor);

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

    /// <summary>The next of the feeds for which there is room; null: nothing is ready.</summary>
    public Candidate? Take(Func<string, bool> hasRoomFor)
    {
        // a feed without room keeps its place behind the others
        for (var left = _turns.Count; ; left--)
        {
            if (left == 0)
                return null;
            if (hasRoomFor(_turns.Peek()))
                break;
            _turns.Enqueue(_turns.Dequeue());
        }

        var feed = _turns.Dequeue();
        var queue = _feeds[feed];
        var candidate = queue.Dequeue();
        if (queue.Count > 0)
            _turns.Enqueue(feed);
        candidate.Queued = false;
        Count--;
        return candidate;
    }
}
