using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>failed discard</c>: discards a failed job or the rejected rows of a split. The content is removed; the reports move to the archive, with
/// a record of who discarded it and why.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps, with the sweep's lock held.</param>
/// <param name="action">The action to record.</param>
/// <param name="output">Receives the message of success.</param>
internal sealed class FailedDiscard(Zone zone, DurableSteps steps, FailedJobAction action, TextWriter output)
{
    /// <summary>Discards the job. Returns an <see cref="ExitCode"/> after reporting the result.</summary>
    public int Run(FailedJob job) => LockedQuarantineJob.Run(
        zone, steps, job.AsJob, why => Refuse(job, why), () => FailedJob.At(zone, job.Feed, job.Name) is { } still ? RunHeld(still) : Refuse(job, LockedQuarantineJob.Already));

    /// <summary>Returns the question to confirm.</summary>
    public static string Question(FailedJob job) =>
        job.Content is null ? $"Discard the remains of {Called(job)}?"
        : job.IsSplit ? $"Discard the rejected rows of {Called(job)}, {SizeText.Of(job.Size)}? Its good rows were delivered. The rejected rows will be lost."
        : job.Takers.Count > 0 ? $"Discard {Called(job)}, {SizeText.Of(job.Size)}? {string.Join(" and ", job.Takers)} already loaded its rows. The file will be lost."
        : $"Discard {Called(job)}, {SizeText.Of(job.Size)}? No output was delivered. The file will be lost.";

    private int RunHeld(FailedJob job)
    {
        if (job.AsJob.IsDelivered)
            return Refuse(job, $"its output was delivered, only its last step is missing. Complete it, without a second delivery: {zone.RetryCommand(job.Handle)}");
        var archived = steps.Places.Archive(job.AsJob);
        var isOfArchived = FileStatus.At(archived) is not null;
        steps.Audit.Append(isOfArchived ? archived : job.Folder, action.On(job, isRemoved: true));
        var errno = steps.Discard.ToArchive(job.AsJob, IsRecord);
        if (errno == SystemError.NotFound)
            return Refuse(job, LockedQuarantineJob.Already);
        if (errno != 0)
            throw new LinuxException(errno, "rename", job.Folder);
        output.WriteLine($"{VisibleText.Escape(job.FileName)} discarded. Its records are in\n  {archived}");
        return ExitCode.Ok;
    }

    private static bool IsRecord(string name) =>
        JobFolder.ReportNames.Contains(name) || name is JobFolder.AuditName or JobFolder.TrueNameName;

    private static string Called(FailedJob job) => $"{VisibleText.Escape(job.FileName)} of feed {job.Feed}";

    private static int Refuse(FailedJob job, string why)
    {
        Console.Error.WriteLine($"{job.Name} was not discarded: {why}.");
        return ExitCode.UsageOrConfiguration;
    }
}
