using DropZone.Spool.Names;

namespace DropZone.Spool.Jobs;

/// <summary>The paths of a job's folder in a zone, one for each place it can be moved to.</summary>
/// <param name="zone">The zone.</param>
public sealed class JobPlaces(Zone zone)
{
    /// <summary>The folder below <c>working/</c> for failed jobs with a retry requested. No feed can have this name.</summary>
    public const string RetryFolder = ".retry";

    /// <summary>Returns the folder of the locks that retries, discards and erasures take, a file for each job while it is locked.</summary>
    public static string Locks(Zone zone) => $"{zone.State}/locks";

    /// <summary>Returns the job's folder in the archive.</summary>
    public string Archive(JobFolder job) => $"{ArchiveDate(job)}/{job.Name}";

    /// <summary>Returns the job's folder in the quarantine.</summary>
    public string Failed(JobFolder job) => $"{FailedFeed(job)}/{job.Name}";

    /// <summary>Returns the same, relative to the zone.</summary>
    public string RelativeFailed(JobFolder job) => Path.GetRelativePath(zone.Root, Failed(job));

    /// <summary>Returns the folder of a job that was failed, from its retry until the service resumes it.</summary>
    public string Retry(string feed, JobName job) => $"{zone.Working}/{RetryFolder}/{feed}/{job}";

    internal string ArchiveDate(JobFolder job) => $"{zone.Archive}/{job.Feed}/{job.Name.Date}";

    internal string FailedFeed(JobFolder job) => $"{zone.Failed}/{job.Feed}";
}
