namespace DropZone;

/// <summary>
/// Shares work that costs as much for many as for one, such as an fsync: requests that arrive while it is running wait for the next turn,
/// which serves all of them. Thread-safe.
/// </summary>
/// <param name="commit">Does the work for these; called by one thread at a time.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<T>> commit)
{
    private readonly Lock _gate = new();
    private readonly Lock _turn = new();
    private Group? _next;

    /// <summary>Returns when the work was done for this item, by a call that began after this one. Rethrows the exception of that call.</summary>
    public void Commit(T item)
    {
        Group group;
        bool isFirst;
        lock (_gate)
        {
            isFirst = _next is null;
            group = _next ??= new Group();
            group.Items.Add(item);
        }

        if (isFirst)
        {
            lock (_turn)
            {
                lock (_gate)
                    _next = null; // later items wait for the next turn
                Do(group);
            }
        }

        group.Done.Task.GetAwaiter().GetResult();
    }

    private void Do(Group group)
    {
        try
        {
            commit(group.Items);
            group.Done.SetResult();
        }
        catch (Exception failure)
        {
            group.Done.SetException(failure);
        }
    }

    private sealed class Group
    {
        public List<T> Items { get; } = [];

        public TaskCompletionSource Done { get; } = new();
    }
}
