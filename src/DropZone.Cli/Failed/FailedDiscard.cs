using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>failed discard</c>: gives up what failed, or what a split rejected. The content goes; the reports stay in the archive, with a record
/// of who did it and why.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps; the lock of the sweep is held.</param>
/// <param name="deed">What is recorded of it.</param>
/// <param name="said">Where success is told.</param>
internal sealed class FailedDiscard(Zone zone, DurableSteps steps, FailedJobAction deed, TextWriter said)
{
    /// <summary>Returns an <see cref="ExitCode"/>; what happened is said.</summary>
    public int Run(FailedJob job) => LockedQuarantineJob.Run(
        job.Folder, why => Refuse(job, why), () => FailedJob.At(zone, job.Feed, job.Name) is { } still ? RunHeld(still) : Refuse(job, LockedQuarantineJob.Already));

    /// <summary>What is asked before.</summary>
    public static string Question(FailedJob job) =>
        job.Content is null ? $"Discard what is left of {Called(job)}?"
        : job.IsSplit ? $"Discard the rejected rows of {Called(job)}, {SizeText.Of(job.Size)}? Its good rows were delivered; these would be gone."
        : job.Takers.Count > 0 ? $"Discard {Called(job)}, {SizeText.Of(job.Size)}? {string.Join(" and ", job.Takers)} took its rows already; the file would be gone."
        : $"Discard {Called(job)}, {SizeText.Of(job.Size)}? Nothing of it was delivered; the file would be gone.";

    private int RunHeld(FailedJob job)
    {
        if (job.AsJob.IsDelivered)
            return Refuse(job, $"it was delivered, and only its end is missing; that delivers nothing again: {zone.RetryCommand(job.Handle)}");
        var archived = steps.Places.Archive(job.AsJob);
        var isOfArchived = FileStatus.At(archived) is not null;
        steps.Audit.Append(isOfArchived ? archived : job.Folder, deed.On(job, isRemoved: true));
        var errno = steps.Discard.ToArchive(job.AsJob, TellsOfIt);
        if (errno == SystemError.NotFound)
            return Refuse(job, LockedQuarantineJob.Already);
        if (errno != 0)
            throw new LinuxException(errno, "rename", job.Folder);
        said.WriteLine($"{VisibleText.Escape(job.FileName)} is discarded; what is known of it lies in\n  {archived}");
        return ExitCode.Ok;
    }

    private static bool TellsOfIt(string name) =>
        JobFolder.ReportNames.Contains(name) || name is JobFolder.AuditName or JobFolder.TrueNameName;

    private static string Called(FailedJob job) => $"{VisibleText.Escape(job.FileName)} of the feed {job.Feed}";

    private static int Refuse(FailedJob job, string why)
    {
        Console.Error.WriteLine($"{job.Name} is not discarded: {why}.");
        return ExitCode.UsageOrConfiguration;
    }
}
