namespace DropZone.Targets.Loading;

/// <summary>Hands the output of jobs to one target. Thread-safe.</summary>
public interface ILoader : IDisposable
{
    /// <summary>Hands over the output of one job. If it was handed over before, a target that records jobs receives nothing twice.</summary>
    /// <exception cref="OperationCanceledException">The service stops; a target with transactions has all of it or nothing.</exception>
    /// <exception cref="IOException">A file of the job cannot be read.</exception>
    Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping);
}
