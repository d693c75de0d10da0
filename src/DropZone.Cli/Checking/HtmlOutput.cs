using DropZone.Reports.Model;
using DropZone.Reports.Pages;

namespace DropZone.Cli.Checking;

/// <summary>Writes verdicts as one page of HTML.</summary>
internal sealed class HtmlOutput(Stream stream, string title, bool onlyInvalid, TimeProvider clock) : ICheckOutput
{
    private readonly VerdictPage _page = new(stream, title);

    public void Write(CheckedFile file, Verdict verdict)
    {
        if (!verdict.Result.Valid || !onlyInvalid)
            _page.Add(verdict, [.. Facts(file)]);
    }

    public void Conclude(string sentence) => _page.Add(sentence);

    public void Dispose()
    {
        _page.Dispose();
        stream.Dispose();
    }

    private IEnumerable<(string Name, string Value)> Facts(CheckedFile file)
    {
        if (file.Length is { } length)
            yield return ("Size", VerdictPage.Size(length));
        if (file.Modified is { } modified)
            yield return ("Modified", VerdictPage.Time(modified));
        yield return ("Checked", VerdictPage.Time(clock.GetUtcNow()));
    }
}
