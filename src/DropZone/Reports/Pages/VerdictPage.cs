using DropZone.Reports.Model;

namespace DropZone.Reports.Pages;

/// <summary>The verdicts of a check as one page, with the layout of <see cref="ReportPage"/>. Disposing it ends the page and leaves the stream open.</summary>
public sealed class VerdictPage(Stream stream, string title) : IDisposable
{
    private readonly Page _page = new(stream, title);

    /// <summary>Adds the verdict of one file.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="facts">Further facts of the file, in display order.</param>
    public void Add(Verdict verdict, IReadOnlyList<(string Name, string Value)> facts)
    {
        var result = verdict.Result;
        _page.Add(new PageSection
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

    /// <summary>Adds a sentence about all files.</summary>
    public void Add(string sentence) => _page.Add(sentence);

    /// <summary>Returns a time as pages show it, UTC.</summary>
    public static string Time(DateTimeOffset time) => ReportPage.Time(time);

    /// <summary>Returns a size as pages show it.</summary>
    public static string Size(long bytes) => ReportSummary.Counted(bytes, "byte");

    public void Dispose() => _page.Dispose();
}
