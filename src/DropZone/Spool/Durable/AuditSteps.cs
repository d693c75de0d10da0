using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Spool.Durable;

/// <summary>The steps that record an action of an operator, before the action, under the lock of the job's folder: no action is without its record.</summary>
public sealed class AuditSteps
{
    private static readonly ReplacingSteps Appending = new(DurableStep.WriteAudit, DurableStep.SyncAudit, DurableStep.NameAudit);
    private readonly StepRunner _runner;

    internal AuditSteps(StepRunner runner) => _runner = runner;

    /// <summary>Appends a line to the job's <c>audit.jsonl</c>: whole and durable, or not at all.</summary>
    /// <param name="folder">The job's folder, in whatever place it is.</param>
    /// <param name="entry">The line.</param>
    public void Append(string folder, AuditEntry entry)
    {
        var path = $"{folder}/{JobFolder.AuditName}";
        _runner.Replace(Appending, path + JobFolder.PartEnding, path, stream =>
        {
            if (FileStatus.At(path) is not null)
                stream.Write(File.ReadAllBytes(path));
            stream.Write(AuditTrail.Line(entry));
        });
        _runner.Sync(DurableStep.SyncAudited, folder);
    }
}
