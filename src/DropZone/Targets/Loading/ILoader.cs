namespace DropZone.Targets.Loading;

/// <summary>Hands the output of jobs to one target. For many threads.</summary>
public interface ILoader : IDisposable
{
    /// <summary>Hands over the output of one job, which may have been handed over before: where the target can tell, nothing of it is there twice.</summary>
    /// <exception cref="OperationCanceledException">The service stops; the target has all of it or nothing.</exception>
    /// <exception cref="IOException">A file of the job cannot be read.</exception>
    Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping);
}
