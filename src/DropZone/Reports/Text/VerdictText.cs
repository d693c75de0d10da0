using DropZone.Errors;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Text;

/// <summary>A verdict as text, at most 80 columns wide. Its layout may change; scripts read <see cref="VerdictJson"/>.</summary>
/// <param name="writer">Receives the text.</param>
/// <param name="colour">Whether to use colours.</param>
public sealed class VerdictText(TextWriter writer, bool colour)
{
    private const int MaxOfEachCode = 5;
    private const int ValueColumns = 60;
    private const string Green = "\e[32m", Red = "\e[31m", Bold = "\e[1m", Plain = "\e[0m";

    /// <summary>Writes one line; for an invalid file also each error code with its first errors and its remedy.</summary>
    public void Write(Verdict verdict)
    {
        Write(verdict.Result.Valid ? Green : Red, "", $"{VisibleText.Escape(verdict.File)}: {verdict.InWords}");
        var errors = verdict.Result.Errors.ToLookup(error => error.Code);
        foreach (var (code, count) in verdict.Result.Counts.MostFrequentFirst())
            Write(code, count, errors[code]);
        if (!verdict.Result.Valid)
            writer.Write('\n');
    }

    private void Write(ErrorCode code, long count, IEnumerable<TableError> errors)
    {
        writer.Write('\n');
        Write(Bold, "  ", $"{code.Name()}: {code.Title()}, {ReportSummary.Number(count)}");
        var shown = 0;
        foreach (var error in errors.Take(MaxOfEachCode))
        {
            Paragraph.Write(writer, "    ", ErrorPlace.Of(error) + (error.Value is null ? "" : ":"));
            if (error.Value is not null)
                Paragraph.Write(writer, "      ", $"\"{TextWidth.Cut(VisibleText.Escape(error.Value), ValueColumns)}\"");
            Paragraph.Write(writer, "      ", VisibleText.Escape(error.Message));
            shown++;
        }

        if (shown < count)
            Paragraph.Write(writer, "    ", $"and {ReportSummary.Number(count - shown)} more");
        Paragraph.Write(writer, "    Remedy: ", code.Describe().Remedy);
    }

    private void Write(string style, string lead, string text)
    {
        if (colour)
            writer.Write(style);
        Paragraph.Write(writer, lead, text);
        if (colour)
            writer.Write(Plain);
    }
}
