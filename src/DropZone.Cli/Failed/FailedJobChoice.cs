using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Failed;

/// <summary>Which failed job an operator means.</summary>
internal static class FailedJobChoice
{
    private const int MaxShown = 5;

    /// <summary>
    /// The job whose name, or the random part of it, begins with <paramref name="wanted"/>; a path to its folder will do.
    /// Null, and said on standard error, if there is none or more than one.
    /// </summary>
    public static FailedJob? Of(Zone zone, string wanted)
    {
        if (wanted.Length == 0)
        {
            Console.Error.WriteLine($"The name is empty; write the start of a job's name, as listed by: dropzone failed list{zone.Options}");
            return null;
        }

        var start = Path.GetFileName(Path.TrimEndingDirectorySeparator(wanted));
        var fitting = FailedJob.Names(zone).Where(job => job.Name.IsMeantBy(start)).ToList();
        if (start.Length > 0 && (fitting is [_] || fitting.Exists(job => job.Name.Text == start)))
        {
            var (feed, name) = fitting is [var only] ? only : fitting.Find(job => job.Name.Text == start);
            if (FailedJob.At(zone, feed, name) is { } job)
                return job;
            fitting = []; // retried or removed at this moment
        }

        if (start.Length == 0 || fitting.Count == 0)
        {
            if (start.Length > 0 && Waiting(zone).FirstOrDefault(job => job.IsMeantBy(start)) is { Text: not null } waiting)
            {
                Console.Error.WriteLine($"{waiting} is to be tried again already: the service takes it up "
                    + (OpenZone.IsServed(zone) ? "within seconds." : "at its next start."));
                return null;
            }

            Console.Error.WriteLine($"No failed job is called {VisibleText.Escape(wanted)}: none begins like that, in its name or its random part.");
            Console.Error.WriteLine($"All of them: dropzone failed list{zone.Options}");
            return null;
        }

        Console.Error.WriteLine($"{fitting.Count} failed jobs begin with {start}; write more of the name:");
        foreach (var job in fitting.Take(MaxShown))
            Console.Error.WriteLine($"  {job.Name.Text}");
        return null;
    }

    /// <summary>The jobs that were asked for once more and are not taken up yet.</summary>
    private static IEnumerable<JobName> Waiting(Zone zone) =>
        from feed in FolderListing.FoldersIn($"{zone.Working}/{JobPlaces.RetryFolder}")
        from folder in FolderListing.FoldersIn($"{zone.Working}/{JobPlaces.RetryFolder}/{feed}")
        let name = JobName.Parse(folder)
        where name is not null
        select name.Value;
}
