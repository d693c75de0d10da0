using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;
using DropZone.Configuration;
using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>failed retry</c>: queues a failed job for retry, or resubmits the rejected rows of a split as a new delivery. Each is one rename, so the
/// service may run or not. A lock prevents two retries of a job at once.
/// </summary>
/// <param name="files">Where the configuration is read.</param>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps.</param>
/// <param name="action">The action to record.</param>
/// <param name="output">Receives the message of success.</param>
internal sealed class FailedRetry(IFileSystem files, Zone zone, DurableSteps steps, FailedJobAction action, TextWriter output)
{
    private const string Already = LockedQuarantineJob.Already;

    /// <summary>Whether the file was dropped where no feed claims it; such files are kept in <c>failed/default</c>.</summary>
    public static bool HasNoFeed(FailedJob job) =>
        job.Feed == ZoneConfiguration.DefaultFeed && job.Report?.Counts.ContainsKey(ErrorCode.NoFeed) == true;

    /// <summary>Retries the job. Returns an <see cref="ExitCode"/> after reporting the result.</summary>
    /// <param name="job">The job.</param>
    /// <param name="corrected">The path of a corrected file to use instead of the quarantined one, or null.</param>
    public int Run(FailedJob job, string? corrected) => LockedQuarantineJob.Run(
        zone, steps, job.AsJob, why => Refuse(job, why), () => FailedJob.At(zone, job.Feed, job.Name) is { } still ? RunHeld(still, corrected) : Refuse(job, Already));

    private int RunHeld(FailedJob job, string? corrected)
    {
        var done = steps.Places.Archive(job.AsJob);
        if (job.IsEmptied || (!job.IsSplit && FileStatus.At(done) is not null))
        {
            steps.Rejects.RemoveEmptied(job.Folder);
            return Refuse(job, "its rejected rows were already resubmitted"
                + (FileStatus.At(job.Folder) is null ? "" : $". The remaining files in {job.Folder} belong to no job. Remove them"));
        }

        if (job.Content is null && corrected is null)
            return Refuse(job, $"its file is missing from {job.Folder}. Put it back, or give a copy with --file");

        if (HasNoFeed(job))
            return Refuse(job, $"no feed claims it. Copy {job.Folder}/{job.Content} to incoming/FEED/ instead");
        if (corrected is not null && job.Takers.Count > 0)
            return Refuse(job, $"{string.Join(" and ", job.Takers)} already loaded its rows. Retry it without --file");
        if (corrected is not null && !IsFile(corrected))
            return Refuse(job, $"{ShellWord.Of(VisibleText.Escape(corrected))} is not a regular file");
        var feed = job.IsSplit ? Feed(job) : null;
        if (job.IsSplit && feed is null)
            return ExitCode.UsageOrConfiguration;

        // the quarantine folder of a split is removed; its job is in the archive while that is kept
        steps.Audit.Append(job.IsSplit && FileStatus.At(done) is not null ? done : job.Folder, action.On(job, isRemoved: corrected is not null));
        if (corrected is not null)
        {
            using var stream = File.OpenRead(corrected);
            steps.Retry.Correct(job.Folder, job.Content ?? job.DeliveredName, stream, RightsLimit.At(Final(corrected)));
        }

        return feed is null ? RunAgain(job) : DropRejects(job, feed);
    }

    private int RunAgain(FailedJob job)
    {
        var errno = steps.Retry.Request(job.Feed, job.Name);
        if (errno == SystemError.NotFound)
            return Refuse(job, Already);
        if (errno != 0)
            throw new LinuxException(errno, "rename", job.Folder);
        output.WriteLine($"{job.FileName} queued for retry as the same job:\n  {job.Name}");
        output.WriteLine(OpenZone.IsServed(zone)
            ? "The service resumes it within seconds."
            : "The service is not running. It resumes the job when it starts.");
        return ExitCode.Ok;
    }

    private int DropRejects(FailedJob job, Feed feed)
    {
        var incoming = $"{zone.Incoming}/{job.Feed}";
        foreach (var name in ResubmittedName.For(job.Name))
        {
            var companion = feed.Complete is { } rule ? Companion(rule, name, $"{job.Folder}/{job.Content}") : null;
            var errno = steps.Rejects.Drop(job.Folder, incoming, name, companion);
            if (errno == SystemError.Exists)
                continue;
            if (errno == SystemError.NotFound)
                return Refuse(job, Already);
            if (errno != 0)
                throw new LinuxException(errno, "rename", job.Folder);
            output.WriteLine($"Rejected rows of {job.FileName} resubmitted as a new delivery:");
            output.WriteLine($"  {incoming}/{name}");
            output.WriteLine(OpenZone.IsServed(zone)
                ? "The service claims it like any other file."
                : "The service is not running. It claims the file when it starts.");
            return ExitCode.Ok;
        }

        return Refuse(job, $"all names for it in {incoming} are in use. Wait until those files are claimed");
    }

    /// <summary>The companion file that the feed requires: the operator confirms that the rows are complete.</summary>
    private static QuarantineFile Companion(CompleteRule rule, string name, string rejects)
    {
        var text = "";
        if (rule.Kind == CompleteKind.Checksum)
        {
            using var stream = File.OpenRead(rejects);
            text = $"{Convert.ToHexStringLower(SHA256.HashData(stream))}  {name}\n";
        }

        return new QuarantineFile(rule.CompanionOf(name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private Feed? Feed(FailedJob job)
    {
        var configuration = ConfigurationReader.Read(files, zone.Etc, out var complaints);
        foreach (var complaint in complaints)
            Console.Error.WriteLine(complaint);
        var feed = configuration?.FeedNamed(job.Feed);
        if (configuration is not null && feed is null)
            Refuse(job, $"feed {job.Feed} is no longer configured in {zone.Etc}, so its rows would not be claimed");
        return feed;
    }

    /// <summary>Whether the path is a regular file: neither a folder nor anything that can block for ever.</summary>
    private static bool IsFile(string path) =>
        path.Length > 0
        && FileStatus.At(path) is { } status
        && (status.Kind == FileKind.SymbolicLink ? FileStatus.At(Final(path)) : status)
            is { Kind: FileKind.Regular };

    /// <summary>The file at the end of links, if the path is one.</summary>
    private static string Final(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static int Refuse(FailedJob job, string why)
    {
        Console.Error.WriteLine($"{job.Name} was not retried: {why}.");
        return ExitCode.UsageOrConfiguration;
    }
}
