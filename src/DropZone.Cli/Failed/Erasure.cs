using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>
/// <c>erase</c>: removes what the zone has of a delivery: the original, the rejected rows, outputs, replies, queued notifications, record
/// keys and every value in reports. The receipt, the counts and the audit record stay. What is out of reach is reported. An interrupted
/// erasure can be repeated.
/// </summary>
/// <param name="files">Where the configuration is read.</param>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps, with the sweep's lock held.</param>
/// <param name="action">The action to record.</param>
internal sealed class Erasure(IFileSystem files, Zone zone, DurableSteps steps, FailedJobAction action)
{
    /// <summary>Takes the lock of the job, which covers the quarantine folder of a split. Returns an <see cref="ExitCode"/> after reporting the result.</summary>
    /// <param name="job">In <c>archive/</c> or <c>failed/</c>.</param>
    public int Run(JobFolder job)
    {
        var quarantined = job with { Folder = steps.Places.Failed(job) };
        return LockedQuarantineJob.Run(zone, steps, job, Refuse, () => RunHeld(job, quarantined));

        int Refuse(string why) => Refusal.Say(ExitCode.UsageOrConfiguration, $"{job.Name} was not erased: {why}.");
    }

    /// <summary>1. the record; 2. outputs; 3. messages; 4. the ledger; 5. the report, without values; 6. the content; 7. the rejected rows or the failed file.</summary>
    private int RunHeld(JobFolder job, JobFolder quarantined)
    {
        // 1
        job.State(out var contents);
        var receipt = FileStatus.At(job.Receipt) is null ? null : Receipt.Read(job.Receipt);
        var isDelivered = job.IsDelivered;
        var size = contents.Original is { } original ? FileStatus.At($"{job.Folder}/{original}")?.Size : null;
        var file = receipt?.File.Name ?? job.Name.Delivery;
        steps.Audit.Append(job.Folder, action.On(file, size, receipt?.File.Sha256));

        // 2
        var left = new List<string>();
        if (receipt is { Duplicate: null })
            left.AddRange(new ErasedOutputs(zone, steps).Remove(job, receipt));

        // 3
        var configuration = ConfigurationReader.Read(files, zone.Etc, out _);
        if (configuration is null)
            left.Add("The configuration has errors, so replies were not searched. Correct it and repeat the command.");
        left.AddRange(new ErasedMessages(zone, steps, configuration?.FeedNamed(job.Feed), configuration is not null).Remove(job, file));

        // 4
        if (receipt?.RecordKeys > 0 && !LedgerErasure.RemoveKeys(zone, job.Name))
            left.Add("The ledger's write-ahead log is in use and may have digests of its keys until the service stops. Repeat the command to check.");

        if (receipt?.RecordKeys > 0)
            left.AddRange(FolderListing.Of(zone.State).Where(entry => entry.Name.StartsWith("damaged-", StringComparison.Ordinal)).Select(entry => $"{zone.State}/{entry.Name} may have digests of its keys. Remove it when its damage was analysed."));

        // 5
        if (FileStatus.At($"{job.Folder}/report.json") is not null)
            steps.Discard.Rewrite(job, new QuarantineFile("report.json", stream => ReportJson.Write(Emptied($"{job.Folder}/report.json"), stream)));

        // 6
        steps.Discard.Empty(job, name => name is JobFolder.ReceiptName or JobFolder.AuditName or JobFolder.TrueNameName or JobFolder.LoadedFolder or "report.json");

        // 7
        // without its receipt the job does not count as delivered
        if (FileStatus.At(quarantined.Folder) is not null)
            steps.Discard.ToArchive(quarantined, name => name is JobFolder.AuditName or JobFolder.TrueNameName or "report.json" || (isDelivered && name == JobFolder.ReceiptName));
        Console.WriteLine($"{VisibleText.Escape(job.Name.Delivery)} erased. Its records are in\n  {steps.Places.Archive(job)}");
        foreach (var line in left.Concat(Resubmitted(job)))
            Console.WriteLine(line);
        return ExitCode.Ok;
    }

    /// <summary>Returns a line about each delivery that has the rejected rows of this one.</summary>
    private IEnumerable<string> Resubmitted(JobFolder job)
    {
        var names = ResubmittedName.For(job.Name);
        foreach (var name in names.Where(name => FileStatus.At($"{zone.Incoming}/{job.Feed}/{name}") is not null))
            yield return $"Rows of it may be in {zone.Incoming}/{job.Feed}/{VisibleText.Escape(name)}, which is not claimed yet. Erase that delivery when it has ended.";
        string[] folders =
        [
            $"{zone.Working}/{job.Feed}", $"{zone.Working}/{JobPlaces.RetryFolder}/{job.Feed}", $"{zone.Failed}/{job.Feed}",
            .. FolderListing.FoldersIn($"{zone.Archive}/{job.Feed}").Where(date => string.CompareOrdinal(date, job.Name.Date) >= 0).Select(date => $"{zone.Archive}/{job.Feed}/{date}"),
        ];
        foreach (var folder in folders)
        {
            foreach (var other in JobListing.In(folder).Where(other => names.Contains(other.Delivery) && other.Time >= job.Name.Time && other != job.Name))
            {
                if (!AuditTrail.Of($"{folder}/{other}").Any(entry => entry.Action == AuditAction.Erase))
                    yield return $"Rows of it may be in {other}, which has its rejected rows. Erase it, too: dropzone erase {other.Random}{zone.Options}";
            }
        }
    }

    private static Report Emptied(string path)
    {
        using var stream = File.OpenRead(path);
        return ReportJson.Read(stream) with { Errors = [], CommandSaid = null, Summary = "The delivery was erased.", Advice = [] };
    }
}
