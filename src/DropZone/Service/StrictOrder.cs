using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Service;

/// <summary>
/// Finds out from the folders whether a file of a feed of strict order comes next: none before it is under way, asked for once more, or
/// failed. What a split has set aside holds nobody up: its file is through. For many threads.
/// </summary>
internal sealed class StrictOrder(Zone zone)
{
    /// <summary>Whether one that came before is not through. True, too, where that cannot be found out now.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="job">The one that is to go on; null: one that is not claimed yet.</param>
    public bool IsHeld(string feed, JobName? job)
    {
        try
        {
            string[] places = [$"{zone.Working}/{feed}", $"{zone.Working}/{JobPlaces.RetryFolder}/{feed}"];
            return places.SelectMany(JobListing.In).Any(IsBefore) || Failed(feed).Any(IsBefore);
        }
        catch (LinuxException)
        {
            return true;
        }

        bool IsBefore(JobName other) => job is not { } own || string.CompareOrdinal(other.Text, own.Text) < 0;
    }

    /// <summary>The failed jobs that hold up what comes later, the first first.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public IReadOnlyList<JobName> Failed(string feed)
    {
        var folder = $"{zone.Failed}/{feed}";
        return [.. JobListing.In(folder).Where(job => FileStatus.At($"{folder}/{job}/{JobFolder.RejectsName}") is null).OrderBy(job => job.Text, StringComparer.Ordinal)];
    }
}
