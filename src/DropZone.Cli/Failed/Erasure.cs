using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>erase</c>: removes the original, the rejected rows, the output if it is still where the job put it, and every value in reports. The receipt,
/// the counts and the audit record stay. An interrupted erasure can be repeated.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps, with the sweep's lock held.</param>
/// <param name="action">The action to record.</param>
internal sealed class Erasure(Zone zone, DurableSteps steps, FailedJobAction action)
{
    /// <summary>Takes the lock of the job, which covers the quarantine folder of a split. Returns an <see cref="ExitCode"/> after reporting the result.</summary>
    /// <param name="job">In <c>archive/</c> or <c>failed/</c>.</param>
    public int Run(JobFolder job)
    {
        var quarantined = job with { Folder = $"{zone.Failed}/{job.Feed}/{job.Name}" };
        return LockedQuarantineJob.Run(zone, steps, job, Refuse, () => RunHeld(job, quarantined));

        int Refuse(string why) => Refusal.Say(ExitCode.UsageOrConfiguration, $"{job.Name} was not erased: {why}.");
    }

    /// <summary>1. the record; 2. the outputs; 3. the report, without values; 4. the content; 5. the rejected rows or the failed file.</summary>
    private int RunHeld(JobFolder job, JobFolder quarantined)
    {
        // 1
        job.State(out var contents);
        var receipt = FileStatus.At(job.Receipt) is null ? null : Receipt.Read(job.Receipt);
        var isDelivered = job.IsDelivered;
        var size = contents.Original is { } original ? FileStatus.At($"{job.Folder}/{original}")?.Size : null;
        steps.Audit.Append(job.Folder, action.On(receipt?.File.Name ?? job.Name.Delivery, size, receipt?.File.Sha256));

        // 2
        var elsewhere = receipt is { Duplicate: null } ? RemoveOutputs(job, receipt) : [];

        // 3
        if (FileStatus.At($"{job.Folder}/report.json") is not null)
            steps.Discard.Rewrite(job, new QuarantineFile("report.json", stream => ReportJson.Write(Emptied($"{job.Folder}/report.json"), stream)));

        // 4
        steps.Discard.Empty(job, name => name is JobFolder.ReceiptName or JobFolder.AuditName or JobFolder.TrueNameName or JobFolder.LoadedFolder or "report.json");

        // 5
        // without its receipt the job does not count as delivered
        if (FileStatus.At(quarantined.Folder) is not null)
            steps.Discard.ToArchive(quarantined, name => name is JobFolder.AuditName or JobFolder.TrueNameName or "report.json" || (isDelivered && name == JobFolder.ReceiptName));
        Console.WriteLine($"{VisibleText.Escape(job.Name.Delivery)} erased. Its records are in\n  {steps.Places.Archive(job)}");
        foreach (var place in elsewhere)
            Console.WriteLine($"It was delivered to {VisibleText.Escape(place)}. DropZone removes nothing there.");
        return ExitCode.Ok;
    }

    /// <summary>Removes the outputs. Returns the places where they cannot be removed.</summary>
    private List<string> RemoveOutputs(JobFolder job, Receipt receipt)
    {
        var elsewhere = new List<string>();
        foreach (var target in receipt.Targets)
        {
            string[] paths = target.IsDirectory ? [$"{zone.Root}/{target.Path}/{target.Name}", $"{zone.Root}/{target.Path}/{StampedName.Of(target.Name, job.Name)}"] : [];
            if (paths.FirstOrDefault(path => IsItsOutput(path, receipt)) is { } output)
                steps.Discard.RemoveOutput(output, job.Name);
            else
                elsewhere.Add(target.IsDirectory ? $"{target.Path} and was taken from there" : target.Place);
        }

        return elsewhere;
    }

    /// <summary>Whether the file is the sealed output: another file may have its name by now, but not its inode and an older modification time.</summary>
    private static bool IsItsOutput(string path, Receipt receipt) =>
        FileStatus.At(path) is { Kind: FileKind.Regular } status && status.Inode == receipt.OutputInode && status.Modified <= receipt.Sealed;

    private static Report Emptied(string path)
    {
        using var stream = File.OpenRead(path);
        return ReportJson.Read(stream) with { Errors = [], CommandSaid = null, Summary = "The delivery was erased.", Advice = [] };
    }
}
