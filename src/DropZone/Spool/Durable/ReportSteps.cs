using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that write the reports of a quarantined job: all are durable before the first gets its name.</summary>
internal sealed class ReportSteps(StepRunner runner)
{
    /// <summary>Writes the reports into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="limit">Of their rights: that of the delivery whose values they have; null if it was not read.</param>
    public void Write(string folder, IReadOnlyList<QuarantineFile> reports, RightsLimit? limit)
    {
        foreach (var report in reports)
        {
            var part = $"{folder}/{report.Name}{JobFolder.PartEnding}";
            runner.Do(DurableStep.WriteReports, () => StepRunner.Write(part, report.Write, limit));
            runner.Sync(DurableStep.SyncReports, part);
        }

        foreach (var report in reports)
            runner.Move(DurableStep.NameReports, $"{folder}/{report.Name}{JobFolder.PartEnding}", $"{folder}/{report.Name}");
        runner.Sync(DurableStep.SyncBundle, folder);
    }
}
