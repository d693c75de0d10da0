using DropZone.Reports.Model;

namespace DropZone.Reports.Pages;

/// <summary>The verdicts of a check as one page, in the look of <see cref="ReportPage"/>. Disposing it ends the page and leaves the stream open.</summary>
public sealed class VerdictPage(Stream stream, string title) : IDisposable
{
    private readonly Page page = new(stream, title);

    /// <param name="facts">What else is known of the file, in the order in which it is to be shown.</param>
    public void Add(Verdict verdict, IReadOnlyList<(string Name, string Value)> facts)
    {
        var result = verdict.Result;
        page.Add(new PageSection
        {
            File = verdict.File,
            Verdict = result.Valid ? "Valid" : "Not valid",
            IsGood = result.Valid,
            Summary = $"The file is {verdict.InWords}.",
            Errors = result.Errors,
            Counts = result.Counts,
            Excerpts = result.Excerpts,
            Header = result.Header,
            Steps = [],
            Facts = [("Name", verdict.File), ("Rows read", ReportSummary.Number(result.Rows.In)), .. facts],
        });
    }

    /// <summary>A sentence about all files.</summary>
    public void Add(string sentence) => page.Add(sentence);

    /// <summary>A time as the pages show it, UTC.</summary>
    public static string Time(DateTimeOffset time) => ReportPage.Time(time);

    /// <summary>A size as the pages show it.</summary>
    public static string Size(long bytes) => ReportSummary.Counted(bytes, "byte");

    public void Dispose() => page.Dispose();
}
