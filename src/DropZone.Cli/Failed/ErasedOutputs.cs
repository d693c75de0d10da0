using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>
/// Removes the outputs of a job from the folders that received them, in the zone and elsewhere. They are recognised by the digest in the
/// receipt, as a restored zone has other inodes; those of receipts without one by their inode.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps.</param>
internal sealed class ErasedOutputs(Zone zone, DurableSteps steps)
{
    private const string DirectoryKind = "directory";

    /// <summary>Removes them. Returns a line about each place that may still have the rows.</summary>
    /// <exception cref="IOException">An output cannot be removed. Nothing is lost by a repetition.</exception>
    public IReadOnlyList<string> Remove(JobFolder job, Receipt receipt) => [.. receipt.Targets.SelectMany(target => Remove(job, receipt, target))];

    private IEnumerable<string> Remove(JobFolder job, Receipt receipt, ReceiptTarget target)
    {
        if (target.IsDirectory ? FileStatus.At(job.Output) is not null : !LoadMarks.IsLoaded(job, target.Target!))
            return []; // a failed job that did not get so far
        var place = VisibleText.Escape(target.IsDirectory ? target.Path : target.Place);
        if (!target.IsDirectory && target.Kind != DirectoryKind)
            return [$"It was delivered to {place}. DropZone removes nothing there."];

        // a target elsewhere may be a link of the administrator
        var folder = target.IsDirectory ? $"{zone.Root}/{target.Path}" : $"{target.Path}/.";
        var newer = new List<string>();
        var isRemoved = false;
        foreach (var name in new[] { target.Name, StampedName.Of(target.Name, job.Name) })
        {
            isRemoved |= steps.Copy.Remove(folder, name, job.Name, (content, status) =>
            {
                if (receipt.OutputDigest is null)
                    return target.IsDirectory && status.Inode == receipt.OutputInode && status.Modified <= receipt.Sealed;
                if (DigestingStream.Of(content) != receipt.OutputDigest)
                    return false;
                if (target.IsDirectory && status.Modified > receipt.Sealed)
                    newer.Add($"{target.Path}/{name}");
                return !target.IsDirectory || status.Modified <= receipt.Sealed; // a copy is made after the seal
            });
        }

        return newer.Select(path => $"{VisibleText.Escape(path)} has the same content but is newer: it may be of another job. Remove it by hand.")
            .Concat(isRemoved || newer.Count > 0 ? [] : [$"It was delivered to {place} and was taken from there. DropZone removes nothing elsewhere."]);
    }
}
