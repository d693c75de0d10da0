using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>erase</c>: removes the original, what a split rejected, the output as long as it lies where the job put it, and every value in reports. The receipt,
/// the counts and the record of who did it stay. Broken off, it is to be asked for once more.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps; the lock of the sweep is held.</param>
/// <param name="deed">What is recorded of it.</param>
internal sealed class Erasure(Zone zone, DurableSteps steps, FailedJobAction deed)
{
    /// <summary>Takes the locks of the job's folder and of the bundle of a split. Returns an <see cref="ExitCode"/>; what happened is said.</summary>
    /// <param name="job">In <c>archive/</c> or <c>failed/</c>.</param>
    public int Run(JobFolder job)
    {
        var bundle = job with { Folder = $"{zone.Failed}/{job.Feed}/{job.Name}" };
        return LockedQuarantineJob.Run(job.Folder, Refuse, () => bundle.Folder == job.Folder || FileStatus.At(bundle.Folder) is null
            ? RunHeld(job, bundle)
            : LockedQuarantineJob.Run(bundle.Folder, Refuse, () => RunHeld(job, bundle)));

        int Refuse(string why) => Refusal.Say(ExitCode.UsageOrConfiguration, $"{job.Name} is not erased: {why}.");
    }

    /// <summary>1. the record; 2. the outputs; 3. what tells of it, without values; 4. the content; 5. what a split rejected, or the place of what failed.</summary>
    private int RunHeld(JobFolder job, JobFolder bundle)
    {
        // 1
        job.State(out var contents);
        var receipt = FileStatus.At(job.Receipt) is null ? null : Receipt.Read(job.Receipt);
        var isDelivered = job.IsDelivered;
        var size = contents.Original is { } original ? FileStatus.At($"{job.Folder}/{original}")?.Size : null;
        steps.Audit.Append(job.Folder, deed.On(receipt?.File.Name ?? job.Name.Delivery, size, receipt?.File.Sha256));

        // 2
        var elsewhere = receipt is { Duplicate: null } ? RemoveOutputs(job, receipt) : [];

        // 3
        if (FileStatus.At($"{job.Folder}/report.json") is not null)
            steps.Discard.Rewrite(job, new QuarantineFile("report.json", stream => ReportJson.Write(Emptied($"{job.Folder}/report.json"), stream)));

        // 4
        steps.Discard.Empty(job, name => name is JobFolder.ReceiptName or JobFolder.AuditName or JobFolder.TrueNameName or JobFolder.LoadedFolder or "report.json");

        // 5
        // without its receipt it does not count as delivered
        if (FileStatus.At(bundle.Folder) is not null)
            steps.Discard.ToArchive(bundle, name => name is JobFolder.AuditName or JobFolder.TrueNameName or "report.json" || (isDelivered && name == JobFolder.ReceiptName));
        Console.WriteLine($"{VisibleText.Escape(job.Name.Delivery)} is erased; what is known of it lies in\n  {steps.Places.Archive(job)}");
        foreach (var place in elsewhere)
            Console.WriteLine($"It was delivered to {VisibleText.Escape(place)}, where this program removes nothing.");
        return ExitCode.Ok;
    }

    /// <summary>Returns where it was delivered and cannot be removed.</summary>
    private List<string> RemoveOutputs(JobFolder job, Receipt receipt)
    {
        var elsewhere = new List<string>();
        foreach (var target in receipt.Targets)
        {
            string[] paths = target.IsDirectory ? [$"{zone.Root}/{target.Path}/{target.Name}", $"{zone.Root}/{target.Path}/{StampedName.Of(target.Name, job.Name)}"] : [];
            if (paths.FirstOrDefault(path => IsItsOutput(path, receipt)) is { } output)
                steps.Discard.RemoveOutput(output, job.Name);
            else
                elsewhere.Add(target.IsDirectory ? $"{target.Path}, from where it was taken" : target.Place);
        }

        return elsewhere;
    }

    /// <summary>The name may be another's by now: the file that was sealed has its inode, and was last written before.</summary>
    private static bool IsItsOutput(string path, Receipt receipt) =>
        FileStatus.At(path) is { Kind: FileKind.Regular } look && look.Inode == receipt.OutputInode && look.Modified <= receipt.Sealed;

    private static Report Emptied(string path)
    {
        using var stream = File.OpenRead(path);
        return ReportJson.Read(stream) with { Errors = [], CommandSaid = null, Summary = "It was erased.", Advice = [] };
    }
}
