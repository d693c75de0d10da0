using System.Text;

namespace DropZone.Reports.Pages;

/// <summary>
/// One self-contained page of HTML: no script, nothing from the network, its style within. Begun by the constructor, ended
/// by <see cref="Dispose"/>, which leaves the stream open.
/// </summary>
internal sealed class Page : IDisposable
{
    private readonly StreamWriter writer;

    public Page(Stream stream, string title)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.Write($"""
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
        new SectionWriter(writer, section).Write();
        writer.Flush();
    }

    public void Add(string sentence) => writer.WriteLine($"<section><p class=\"lead\">{Html.Text(sentence)}</p></section>");

    public void Dispose()
    {
        writer.Write($"""
            <footer>Made by DropZone {Html.Text(ProgramVersion.Text)}. This page holds values from the file: pass it on as carefully as the file.</footer>
            </main>
            </body>
            </html>

            """);
        writer.Dispose();
    }

    private static string Style()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("DropZone.Reports.Pages.page.css")
            ?? throw new InvalidOperationException("The style is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
