using DropZone.Errors;
using DropZone.Reports.Json;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Cli.Demo;

/// <summary>The outcome of a delivery of the demo, read from the zone.</summary>
/// <param name="FileName">The name of the delivery.</param>
/// <param name="IsArchived">Whether it was archived; otherwise it failed.</param>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Where">The path of its output or report, relative to the zone.</param>
internal sealed record DemoResult(string FileName, bool IsArchived, string Summary, string Where)
{
    /// <summary>Returns all completed jobs, oldest first.</summary>
    public static IReadOnlyList<DemoResult> Read(Zone zone)
    {
        var archived = Jobs(zone.Archive, depth: 3).Select(job => Archived(zone, job));
        var failed = Jobs(zone.Failed, depth: 2).Select(job => Failed(zone, job));
        return [.. archived.Concat(failed).OrderBy(end => end.Job, StringComparer.Ordinal).Select(end => end.End)];
    }

    private static IEnumerable<string> Jobs(string folder, int depth) => depth == 0
        ? [folder]
        : Directory.Exists(folder) ? Directory.GetDirectories(folder).SelectMany(inner => Jobs(inner, depth - 1)) : [];

    private static (string Job, DemoResult End) Archived(Zone zone, string job)
    {
        var receipt = Receipt.Read($"{job}/{JobFolder.ReceiptName}");
        return (receipt.Job, new DemoResult(
            receipt.File.Name, true, $"archived: {receipt.Rows.In} rows in, {receipt.Rows.Out} out",
            $"{receipt.Targets[0].Path}/{receipt.Targets[0].Name}"));
    }

    private static (string Job, DemoResult End) Failed(Zone zone, string job)
    {
        using var stream = File.OpenRead($"{job}/report.json");
        var report = ReportJson.Read(stream);
        var codes = string.Join(", ", report.Counts.Select(count => $"{count.Value} × {count.Key.Name()}"));
        return (report.Job, new DemoResult(
            report.File.Name, false, $"failed: {codes}", $"{Path.GetRelativePath(zone.Root, job)}/report.txt"));
    }
}
