using System.Security.Cryptography;
using System.Text;
using DropZone.Config;
using DropZone.Linux;
using DropZone.Spool;
using Mono.Unix.Native;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>failed retry</c>: asks for a failed job once more, or drops the rejects of a split as a new delivery. Needs no lock:
/// each is one rename, and the service may run or not.
/// </summary>
internal sealed class FailedRetry(Zone zone, DurableSteps steps)
{
    private const string Already = "somebody else has retried or removed it just now";

    /// <summary>It was dropped where no feed is; <c>failed/default</c> is only where such files are kept.</summary>
    public static bool HasNoFeed(FailedJob job) =>
        job.Feed == Configuration.DefaultFeed && job.Report?.Counts.ContainsKey(ErrorCode.NoFeed) == true;

    /// <summary>Returns an <see cref="ExitCode"/>; what happened is said.</summary>
    /// <param name="job">The job.</param>
    /// <param name="mended">The path of a file to take instead of the one in the bundle, or null.</param>
    public int Run(FailedJob job, string? mended)
    {
        if (job.Content is null)
        {
            steps.RemoveEmptied(job.Folder);
            return Refuse(job, "its rows were dropped again already; what was left of the bundle is removed");
        }

        if (HasNoFeed(job))
            return Refuse(job, $"no feed took it, and would not now; copy {job.Folder}/{job.Content} to incoming/FEED/ instead");
        if (mended is not null && job.IsSealed)
            return Refuse(job, "it was valid, and a target may have taken its output: it can only go on as it is, without --file");
        if (mended is not null && !File.Exists(mended))
            return Refuse(job, $"{mended} is no file to be read");
        var feed = job.IsSplit ? Feed(job) : null;
        if (job.IsSplit && feed is null)
            return ExitCode.UsageOrConfiguration;
        if (mended is not null)
        {
            using var stream = File.OpenRead(mended);
            steps.Mend(job.Folder, job.Content, stream);
        }

        return feed is null ? RunAgain(job) : DropRejects(job, feed);
    }

    private int RunAgain(FailedJob job)
    {
        var errno = steps.Retry(job.Feed, job.Name);
        if (errno == Errno.ENOENT)
            return Refuse(job, Already);
        if (errno != 0)
            throw new LinuxException(errno, "rename", job.Folder);
        Console.WriteLine($"{job.FileName} is to be tried again, as the same job:\n  {job.Name}");
        Console.WriteLine(OpenZone.IsServed(zone)
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
            var errno = steps.DropRejects(job.Folder, incoming, name, companion);
            if (errno == Errno.EEXIST)
                continue;
            if (errno == Errno.ENOENT)
                return Refuse(job, Already);
            if (errno != 0)
                throw new LinuxException(errno, "rename", job.Folder);
            Console.WriteLine($"The rejected rows of {job.FileName} are dropped again, as a new delivery:");
            Console.WriteLine($"  {incoming}/{name}");
            Console.WriteLine(OpenZone.IsServed(zone)
                ? "The service takes it as any other."
                : "The service does not run; its next start takes it.");
            return ExitCode.Ok;
        }

        return Refuse(job, $"the names it could get in {incoming} are taken; wait until they are claimed");
    }

    /// <summary>What the feed waits for: whoever retries says that the rows are whole.</summary>
    private static BundleFile Companion(CompleteRule rule, string name, string rejects)
    {
        var text = "";
        if (rule.Kind == CompleteKind.Checksum)
        {
            using var stream = File.OpenRead(rejects);
            text = $"{Convert.ToHexStringLower(SHA256.HashData(stream))}  {name}\n";
        }

        return new BundleFile(rule.CompanionOf(name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private Feed? Feed(FailedJob job)
    {
        var configuration = ConfigurationReader.Read(zone.Etc, out var complaints);
        foreach (var complaint in complaints)
            Console.Error.WriteLine(complaint);
        var feed = configuration?.FeedNamed(job.Feed);
        if (configuration is not null && feed is null)
            Refuse(job, $"no feed {job.Feed} is configured any more, so nothing would take its rows");
        return feed;
    }

    private static int Refuse(FailedJob job, string why)
    {
        Console.Error.WriteLine($"{job.Name} is not retried: {why}.");
        return ExitCode.UsageOrConfiguration;
    }
}
