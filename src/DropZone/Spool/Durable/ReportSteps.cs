using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that write the reports of a quarantined job: all are durable before the first gets its name.</summary>
internal sealed class ReportSteps(StepRunner runner)
{
    /// <summary>Writes the reports into a folder.</summary>
    public void Write(string folder, IReadOnlyList<QuarantineFile> reports)
    {
        foreach (var report in reports)
        {
            var part = $"{folder}/{report.Name}{JobFolder.PartEnding}";
            runner.Do(DurableStep.WriteReports, () => StepRunner.Write(part, report.Write));
            runner.Sync(DurableStep.SyncReports, part);
        }

        foreach (var report in reports)
            runner.Move(DurableStep.NameReports, $"{folder}/{report.Name}{JobFolder.PartEnding}", $"{folder}/{report.Name}");
        runner.Sync(DurableStep.SyncBundle, folder);
    }
}
