using DropZone.Reports.Model;
using DropZone.Reports.Pages;

namespace DropZone.Cli.Checking;

internal sealed class HtmlOutput(Stream stream, string title, bool onlyInvalid, TimeProvider clock) : ICheckOutput
{
    private readonly VerdictPage page = new(stream, title);

    public void Write(CheckedFile file, Verdict verdict)
    {
        if (!verdict.Result.Valid || !onlyInvalid)
            page.Add(verdict, [.. Facts(file)]);
    }

    public void Conclude(string sentence) => page.Add(sentence);

    public void Dispose()
    {
        page.Dispose();
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
