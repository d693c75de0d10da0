using System.Globalization;
using DropZone.Reports.Model;

namespace DropZone.Reports.Pages;

/// <summary>
/// report.html: the report for the sender of the file. A self-contained page without scripts or network access. Its layout
/// may change; scripts read report.json.
/// </summary>
public static class ReportPage
{
    /// <summary>Writes the page as UTF-8; does not close the stream.</summary>
    public static void Write(Report report, Stream stream)
    {
        var section = new PageSection
        {
            File = report.File.Name,
            Verdict = "Needs your attention",
            IsGood = false,
            Summary = report.Summary,
            Errors = report.Errors,
            Counts = report.Counts,
            Excerpts = report.Excerpts,
            Header = report.Header,
            Note = Verdict.BadRows(report.Counts, report.Rows) is { } rows ? $"Errors in {rows}." : null,
            CommandSaid = report.CommandSaid,
            Steps = ReportAdvice.BesideRemedies(report.Advice, report.Counts),
            Facts = [.. Facts(report)],
        };
        using var page = new Page(stream, $"{report.File.Name} – DropZone");
        page.Add(section);
    }

    private static IEnumerable<(string Name, string Value)> Facts(Report report)
    {
        var file = report.File;
        yield return ("Name", file.Name);
        yield return ("Folder", $"failed/{report.Feed ?? "default"}/{report.Job}/");
        yield return ("Size", ReportSummary.Counted(file.Size, "byte"));
        if (report.Rows.In > 0)
            yield return ("Rows read", ReportSummary.Number(report.Rows.In));
        if (file.Sha256 is not null)
            yield return ("SHA-256", file.Sha256);
        yield return ("Owner", file.Owner is null ? $"uid {file.Uid}" : $"{file.Owner} (uid {file.Uid})");
        yield return ("Modified", Time(file.Modified));
        yield return ("Received", Time(report.Received));
        yield return ("Checked", Time(report.Finished));
        yield return ("Feed", report.Feed ?? "none");
        yield return ("Program", $"DropZone {report.Version}");
    }

    internal static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
