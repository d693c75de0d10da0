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
/// <c>failed retry</c>: asks for a failed job once more, or drops the rejects of a split as a new delivery. The service may run
/// or not, as each is one rename; a lock on the bundle keeps two who mend it apart.
/// </summary>
/// <param name="files">Where the configuration is read.</param>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps.</param>
/// <param name="deed">What is recorded of it.</param>
/// <param name="said">Where success is told.</param>
internal sealed class FailedRetry(IFileSystem files, Zone zone, DurableSteps steps, FailedJobAction deed, TextWriter said)
{
    private const string Already = LockedQuarantineJob.Already;

    /// <summary>It was dropped where no feed is; <c>failed/default</c> is only where such files are kept.</summary>
    public static bool HasNoFeed(FailedJob job) =>
        job.Feed == ZoneConfiguration.DefaultFeed && job.Report?.Counts.ContainsKey(ErrorCode.NoFeed) == true;

    /// <summary>Returns an <see cref="ExitCode"/>; what happened is said.</summary>
    /// <param name="job">The job.</param>
    /// <param name="mended">The path of a file to take instead of the one in the bundle, or null.</param>
    public int Run(FailedJob job, string? mended) => LockedQuarantineJob.Run(
        job.Folder, why => Refuse(job, why), () => FailedJob.At(zone, job.Feed, job.Name) is { } still ? RunHeld(still, mended) : Refuse(job, Already));

    private int RunHeld(FailedJob job, string? mended)
    {
        var done = steps.Places.Archive(job.AsJob);
        if (job.IsEmptied || (!job.IsSplit && FileStatus.At(done) is not null))
        {
            steps.Rejects.RemoveEmptied(job.Folder);
            return Refuse(job, "the rows that were set aside were dropped again already"
                + (FileStatus.At(job.Folder) is null ? "" : $"; what is left in {job.Folder} belongs to nothing, remove it"));
        }

        if (job.Content is null && mended is null)
            return Refuse(job, $"its file is not in {job.Folder} any more; put it back, or give a copy with --file");

        if (HasNoFeed(job))
            return Refuse(job, $"no feed took it, and would not now; copy {job.Folder}/{job.Content} to incoming/FEED/ instead");
        if (mended is not null && job.Takers.Count > 0)
            return Refuse(job, $"{string.Join(" and ", job.Takers)} took its rows already: it can only go on as it is, without --file");
        if (mended is not null && !IsFile(mended))
            return Refuse(job, $"{ShellWord.Of(VisibleText.Escape(mended))} is no file");
        var feed = job.IsSplit ? Feed(job) : null;
        if (job.IsSplit && feed is null)
            return ExitCode.UsageOrConfiguration;

        // of a split the bundle goes; its job is in the archive, as long as that is kept
        steps.Audit.Append(job.IsSplit && FileStatus.At(done) is not null ? done : job.Folder, deed.On(job, isRemoved: mended is not null));
        if (mended is not null)
        {
            using var stream = File.OpenRead(mended);
            steps.Retry.Correct(job.Folder, job.Content ?? job.DeliveredName, stream);
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
        said.WriteLine($"{job.FileName} is to be tried again, as the same job:\n  {job.Name}");
        said.WriteLine(OpenZone.IsServed(zone)
            ? "The service takes it up within seconds."
            : "The service does not run; its next start takes it up.");
        return ExitCode.Ok;
    }

    private int DropRejects(FailedJob job, Feed feed)
    {
        var incoming = $"{zone.Incoming}/{job.Feed}";
        foreach (var name in RejectsName.For(job.Name))
        {
            var companion = feed.Complete is { } rule ? Companion(rule, name, $"{job.Folder}/{job.Content}") : null;
            var errno = steps.Rejects.Drop(job.Folder, incoming, name, companion);
            if (errno == SystemError.Exists)
                continue;
            if (errno == SystemError.NotFound)
                return Refuse(job, Already);
            if (errno != 0)
                throw new LinuxException(errno, "rename", job.Folder);
            said.WriteLine($"The rejected rows of {job.FileName} are dropped again, as a new delivery:");
            said.WriteLine($"  {incoming}/{name}");
            said.WriteLine(OpenZone.IsServed(zone)
                ? "The service takes it as any other."
                : "The service does not run; its next start takes it.");
            return ExitCode.Ok;
        }

        return Refuse(job, $"the names it could get in {incoming} are taken; wait until they are claimed");
    }

    /// <summary>What the feed waits for: whoever retries says that the rows are whole.</summary>
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
            Refuse(job, $"{zone.Etc} configures no feed {job.Feed} any more, so nothing would take its rows");
        return feed;
    }

    /// <summary>Not a folder, and nothing that could be waited on for ever.</summary>
    private static bool IsFile(string path) =>
        path.Length > 0
        && FileStatus.At(path) is { } look
        && (look.Kind == FileKind.SymbolicLink ? FileStatus.At(File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName) : look)
            is { Kind: FileKind.Regular };

    private static int Refuse(FailedJob job, string why)
    {
        Console.Error.WriteLine($"{job.Name} is not retried: {why}.");
        return ExitCode.UsageOrConfiguration;
    }
}
