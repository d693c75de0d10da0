namespace DropZone.Intake;

/// <summary>
/// Deliveries that are ready, oldest first within a feed, the feeds in turn: a feed with 100 000 files does not delay the others.
/// </summary>
public sealed class ReadyQueue
{
    private readonly Dictionary<string, Line> _feeds = [];
    private readonly Queue<string> _turns = [];

    public int Count { get; private set; }

    /// <summary>Whether a delivery is ready whose feed has room.</summary>
    public bool Any(Func<string, bool> hasRoomFor) => _turns.Any(hasRoomFor);

    public void Add(string feed, Candidate candidate)
    {
        var line = LineOf(feed, candidate);
        line.Waiting.Enqueue(candidate);
    }

    /// <summary>Returns the delivery that was taken last, because it could not be claimed: it stays the first of its feed.</summary>
    public void PutBack(string feed, Candidate candidate)
    {
        var line = LineOf(feed, candidate);
        line.First = candidate;
    }

    /// <summary>Takes the next delivery of the feeds for which there is room; null: none is ready.</summary>
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
        var line = _feeds[feed];
        var candidate = line.First ?? line.Waiting.Dequeue();
        line.First = null;
        if (!line.IsEmpty)
            _turns.Enqueue(feed);
        candidate.Queued = false;
        Count--;
        return candidate;
    }

    /// <summary>Counts the candidate and returns its feed's line.</summary>
    private Line LineOf(string feed, Candidate candidate)
    {
        if (!_feeds.TryGetValue(feed, out var line))
            _feeds[feed] = line = new Line();
        if (line.IsEmpty)
            _turns.Enqueue(feed);
        candidate.Queued = true;
        Count++;
        return line;
    }

    private sealed class Line
    {
        public Queue<Candidate> Waiting { get; } = [];

        public Candidate? First { get; set; }

        public bool IsEmpty => First is null && Waiting.Count == 0;
    }
}
