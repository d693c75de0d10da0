using System.Globalization;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool;

/// <summary>Counts the files that arrived for a feed, from the names of its jobs, whatever their results.</summary>
public sealed class Arrivals(Zone zone)
{
    /// <summary>Returns how many files were claimed after <paramref name="from"/> and up to <paramref name="to"/>, to the second.</summary>
    /// <exception cref="LinuxException">A folder cannot be read.</exception>
    public int Count(string feed, DateTimeOffset from, DateTimeOffset to)
    {
        var places = new List<string> { $"{zone.Working}/{feed}", $"{zone.Working}/{JobPlaces.RetryFolder}/{feed}", $"{zone.Failed}/{feed}" };
        for (var day = from.UtcDateTime.Date; day <= to.UtcDateTime.Date; day = day.AddDays(1))
            places.Add($"{zone.Archive}/{feed}/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        return places.SelectMany(JobListing.In)
            .Where(job => job.Time > from && job.Time <= to)
            .DistinctBy(job => job.Text) // the rejects of a split have the name of its job
            .Count();
    }
}
