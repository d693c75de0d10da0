using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Failed;

/// <summary>Finds the failed job that an operator names.</summary>
internal static class FailedJobChoice
{
    private const int MaxShown = 5;

    /// <summary>
    /// Returns the job whose name or random part starts with <paramref name="wanted"/>, which may also be the path of its folder.
    /// Returns null after an error message if there is none or more than one.
    /// </summary>
    public static FailedJob? Of(Zone zone, string wanted)
    {
        if (wanted.Length == 0)
        {
            Console.Error.WriteLine($"The job name is empty. List job names: dropzone failed list{zone.Options}");
            return null;
        }

        var start = Path.GetFileName(Path.TrimEndingDirectorySeparator(wanted));
        var fitting = FailedJob.Names(zone).Where(job => job.Name.IsMeantBy(start)).ToList();
        if (start.Length > 0 && (fitting is [_] || fitting.Exists(job => job.Name.Text == start)))
        {
            var (feed, name) = fitting is [var only] ? only : fitting.Find(job => job.Name.Text == start);
            if (FailedJob.At(zone, feed, name) is { } job)
                return job;
            fitting = []; // retried or removed meanwhile
        }

        if (start.Length == 0 || fitting.Count == 0)
        {
            if (start.Length > 0 && Queued(zone).FirstOrDefault(job => job.IsMeantBy(start)) is { Text: not null } queued)
            {
                Console.Error.WriteLine($"{queued} is already queued for retry. The service resumes it "
                    + (OpenZone.IsServed(zone) ? "within seconds." : "when it starts."));
                return null;
            }

            Console.Error.WriteLine($"No failed job matches {VisibleText.Escape(wanted)}, neither by its name nor by its random part.");
            Console.Error.WriteLine($"List failed jobs: dropzone failed list{zone.Options}");
            return null;
        }

        Console.Error.WriteLine($"{fitting.Count} failed jobs start with {start}. Give more of the name:");
        foreach (var job in fitting.Take(MaxShown))
            Console.Error.WriteLine($"  {job.Name.Text}");
        return null;
    }

    /// <summary>Returns the jobs that are queued for retry and not resumed yet.</summary>
    private static IEnumerable<JobName> Queued(Zone zone) =>
        from feed in FolderListing.FoldersIn($"{zone.Working}/{JobPlaces.RetryFolder}")
        from folder in FolderListing.FoldersIn($"{zone.Working}/{JobPlaces.RetryFolder}/{feed}")
        let name = JobName.Parse(folder)
        where name is not null
        select name.Value;
}
