using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Service;

/// <summary>
/// Reads from the folders whether a job of a feed with strict order is next: no earlier job is active, queued for a retry, or
/// failed. The rejected rows of a split hold nothing up, as its file is delivered. Thread-safe.
/// </summary>
internal sealed class StrictOrder(Zone zone)
{
    /// <summary>Whether an earlier job is unfinished or failed; true, too, if the folders cannot be read now.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="job">The claimed job that is to run; null: a file that is not claimed yet.</param>
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

    /// <summary>Returns the failed jobs that hold the feed, oldest first.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public IReadOnlyList<JobName> Failed(string feed)
    {
        var folder = $"{zone.Failed}/{feed}";
        return [.. JobListing.In(folder).Where(job => FileStatus.At($"{folder}/{job}/{JobFolder.RejectsFileName}") is null).OrderBy(job => job.Text, StringComparer.Ordinal)];
    }
}
