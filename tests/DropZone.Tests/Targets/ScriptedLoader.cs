using DropZone.Targets.Loading;

namespace DropZone.Tests.Targets;

/// <summary>A target with scripted results that counts its calls.</summary>
internal sealed class ScriptedLoader : ILoader
{
    private int _calls;

    public static LoadResult Loaded { get; } = new LoadResult.Loaded();

    public static LoadResult Down { get; } = new LoadResult.Down("connection refused");

    public static LoadResult Refused { get; } = new LoadResult.Refused("there is no table orders");

    /// <summary>The result of the next calls.</summary>
    public Func<CancellationToken, Task<LoadResult>> Answer { get; set; } = _ => Task.FromResult(Loaded);

    public int Calls => Volatile.Read(ref _calls);

    public bool IsDisposed { get; private set; }

    /// <summary>Answers the next calls with this result.</summary>
    public void AnswerWith(LoadResult result) => Answer = _ => Task.FromResult(result);

    public Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping)
    {
        Interlocked.Increment(ref _calls);
        return Answer(stopping);
    }

    public void Dispose() => IsDisposed = true;
}
