using System.Globalization;
using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Pages;

/// <summary>Writes the section of one file: the verdict, the next steps, each error code with an example row, the facts.</summary>
internal sealed class SectionWriter(TextWriter writer, PageSection section)
{
    private const int MaxMessages = 10;
    private const int MaxLines = 20;

    private readonly ILookup<ErrorCode, TableError> _errors = section.Errors.ToLookup(error => error.Code);
    private bool _headerIsShown;

    public void Write()
    {
        writer.WriteLine("<section>");
        writer.WriteLine($"<p class=\"verdict {(section.IsGood ? "accepted" : "refused")}\">{Html.Text(section.Verdict)}</p>");
        writer.WriteLine($"<h1>{Html.Text(section.File)}</h1>");
        writer.WriteLine($"<p class=\"lead\">{Html.Text(section.Summary)}</p>");
        if (section.Note is not null)
            writer.WriteLine($"<p class=\"soft\">{Html.Text(section.Note)}</p>");
        WriteSteps();
        if (section.Counts.Count > 0)
            writer.WriteLine("<h2>Errors</h2>");
        foreach (var (code, count) in section.Counts.OrderBy(pair => pair.Key.Scope() == ErrorScope.Row).ThenByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
            WriteCode(code, count);
        WriteCommandOutput();
        WriteFacts();
        writer.WriteLine("</section>");
    }

    private void WriteSteps()
    {
        if (section.Steps.Count == 0)
            return;
        writer.WriteLine("<div class=\"card steps\"><h2>Next steps</h2><ol>");
        foreach (var step in section.Steps)
            writer.WriteLine($"<li>{Html.WithCode(step)}</li>");
        writer.WriteLine("</ol></div>");
    }

    private void WriteCode(ErrorCode code, long count)
    {
        var description = code.Describe();
        writer.WriteLine("<article class=\"card\">");
        writer.WriteLine($"<div class=\"title\"><h3>{Html.Text(description.Title)}</h3><span class=\"soft\">{ReportSummary.Counted(count, "error")} · <code>{code.Name()}</code></span></div>");
        writer.WriteLine($"<p>{Html.Text(description.Meaning)}</p>");
        if (code.Scope() == ErrorScope.Header)
            WriteHeaderFaults(code, count);
        else
            WriteFirst(code, count);
        writer.WriteLine($"<p class=\"remedy\">{Html.Text(description.Remedy)}</p>");
        writer.WriteLine("</article>");
    }

    /// <summary>Lists every error of the header, then the labels found next to those expected.</summary>
    private void WriteHeaderFaults(ErrorCode code, long count)
    {
        writer.WriteLine("<ul class=\"found\">");
        foreach (var error in _errors[code].Take(MaxMessages))
            writer.WriteLine($"<li>{Html.Sentence(error.Message)}</li>");
        if (count > MaxMessages)
            writer.WriteLine($"<li>And {ReportSummary.Number(count - MaxMessages)} more.</li>");
        writer.WriteLine("</ul>");
        if (section.Header is { } header && !_headerIsShown)
            HeaderTable.Write(writer, header, [.. section.Errors.Where(error => error.Code.Scope() == ErrorScope.Header)]);
        _headerIsShown = true;
    }

    private void WriteFirst(ErrorCode code, long count)
    {
        if (section.Excerpts.FirstOrDefault(row => row.Code == code) is { } excerpt)
            ExcerptTable.Write(writer, excerpt);
        var found = _errors[code].ToList();
        if (found.Count == 0)
            return;
        writer.WriteLine($"<p>{Html.Sentence(found[0].Message)}{(found[0].Line > 0 ? $" <span class=\"soft\">{Html.Text(ErrorPlace.Of(found[0]))}.</span>" : "")}</p>");
        var lines = found.Skip(1).Select(error => error.Line).Where(line => line != found[0].Line).Distinct().Take(MaxLines + 1).ToList();
        if (lines.Count == 0)
            return;
        var shown = string.Join(", ", lines.Take(MaxLines).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        writer.WriteLine($"<p class=\"soft\">Also in {(lines.Count == 1 ? "line" : "lines")} {shown}{(lines.Count > MaxLines || count > found.Count ? " and more" : "")}.</p>");
    }

    private void WriteCommandOutput()
    {
        if (section.CommandSaid is not { } output)
            return;
        writer.WriteLine("<h2>Standard error of the command</h2>");
        writer.WriteLine(output.Length == 0
            ? "<p class=\"soft\">Empty.</p>"
            : $"<pre class=\"card\">{Html.Text(string.Join('\n', OutputLines.Of(output)))}</pre>");
    }

    private void WriteFacts()
    {
        writer.WriteLine("<h2>The file</h2>\n<dl>");
        foreach (var (name, value) in section.Facts)
            writer.WriteLine($"<dt>{Html.Text(name)}</dt><dd>{Html.Text(value)}</dd>");
        writer.WriteLine("</dl>");
    }
}
