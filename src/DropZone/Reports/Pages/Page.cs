using System.Text;

namespace DropZone.Reports.Pages;

/// <summary>
/// A self-contained page of HTML: embedded style, no script, nothing from the network. The constructor begins the page;
/// <see cref="Dispose"/> ends it and leaves the stream open.
/// </summary>
internal sealed class Page : IDisposable
{
    private readonly StreamWriter _writer;

    public Page(Stream stream, string title)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        _writer.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Text(title)}</title>
            <style>
            {Style()}</style>
            </head>
            <body>
            <main>

            """);
    }

    public void Add(PageSection section)
    {
        new SectionWriter(_writer, section).Write();
        _writer.Flush();
    }

    public void Add(string sentence) => _writer.WriteLine($"<section><p class=\"lead\">{Html.Text(sentence)}</p></section>");

    public void Dispose()
    {
        _writer.Write($"""
            <footer>Created by DropZone {Html.Text(ProgramVersion.Text)}. This page contains values from the file. Share it as carefully as the file.</footer>
            </main>
            </body>
            </html>

            """);
        _writer.Dispose();
    }

    private static string Style()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("DropZone.Reports.Pages.page.css")
            ?? throw new InvalidOperationException("The style is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
