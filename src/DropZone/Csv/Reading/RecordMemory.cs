namespace DropZone.Csv.Reading;

/// <summary>
/// The memory for large records, shared by all jobs of the service. One run at a time has it, in turn, and waits for it before it holds
/// anything: no two runs can wait for each other. A record that needs more than the whole is too large. Thread-safe.
/// </summary>
/// <param name="budget">In bytes.</param>
public sealed class RecordMemory(long budget) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Half of the memory that the process may use, in bytes: of its container, or of the machine.</summary>
    public static long Standard => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>
    /// Runs with the memory that is free. If that is not enough, waits for the turn and runs again from the start, on a thread of its own:
    /// with it end the buffers that .NET keeps for a thread.
    /// </summary>
    /// <param name="run">The run, which must be able to start again.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public T Run<T>(Func<RecordAllowance, T> run, CancellationToken stopping)
    {
        var small = RecordAllowance.Small();
        var result = run(small);
        return small.NeedsTurn ? RunInTurn(run, stopping) : result;
    }

    public void Dispose() => _turn.Dispose();

    private T RunInTurn<T>(Func<RecordAllowance, T> run, CancellationToken stopping)
    {
        _turn.Wait(stopping);
        try
        {
            return Task.Factory.StartNew(() => run(RecordAllowance.Large(budget)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .GetAwaiter().GetResult();
        }
        finally
        {
            // the next run must not find the memory taken
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _turn.Release();
        }
    }
}
