namespace DropZone;

/// <summary>
/// Work that costs as much for many as for one, such as an fsync: whoever asks while it is being done waits for the next turn, which does it
/// for all of them. For many threads.
/// </summary>
/// <param name="commit">Does the work for these; called by one thread at a time.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<T>> commit)
{
    private readonly Lock gate = new();
    private readonly Lock turn = new();
    private Group? next;

    /// <summary>Returns when the work was done for this one, by a call that began after this one; throws what that call threw.</summary>
    public void Commit(T item)
    {
        Group group;
        bool isFirst;
        lock (gate)
        {
            isFirst = next is null;
            group = next ??= new Group();
            group.Items.Add(item);
        }

        if (isFirst)
        {
            lock (turn)
            {
                lock (gate)
                    next = null; // who comes from now on comes too late for this one
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
