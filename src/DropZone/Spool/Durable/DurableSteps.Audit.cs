using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Spool.Durable;

/// <summary>The steps by which somebody's deed is recorded, before it is done, by who holds the lock of the bundle: so no deed is without its record.</summary>
public sealed partial class DurableSteps
{
    /// <summary>Adds a line to the job's <c>audit.jsonl</c>: whole and durable, or not at all.</summary>
    /// <param name="folder">The job's folder, wherever it stands.</param>
    public void Audit(string folder, AuditEntry entry)
    {
        var path = $"{folder}/{JobFolder.AuditName}";
        var part = path + JobFolder.PartEnding;
        if (faults.Take(DurableStep.WriteAudit))
        {
            Write(part, stream =>
            {
                if (FileStatus.At(path) is not null)
                    stream.Write(File.ReadAllBytes(path));
                stream.Write(AuditTrail.Line(entry));
            });
        }

        if (faults.Take(DurableStep.SyncAudit))
            DurableFile.Sync(part);
        if (faults.Take(DurableStep.NameAudit))
            AtomicRename.Replace(part, path);
        if (faults.Take(DurableStep.SyncAudited))
            DurableFile.Sync(folder);
    }
}
