using System.Globalization;
using System.Text;
using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Text;

/// <summary>
/// report.txt: the report as text, at most 80 columns wide: summary, file, errors with their positions, next steps.
/// Its layout may change; scripts read report.json.
/// </summary>
public static class ReportText
{
    private const int MaxErrors = 20;
    private const int NameColumns = 40;
    private const int ValueColumns = 60;

    /// <summary>Writes the report as UTF-8; does not close the stream.</summary>
    public static void Write(Report report, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        Paragraph.Write(writer, "", VisibleText.Escape(report.Summary));
        WriteFacts(writer, report);
        WriteCounts(writer, report);
        WriteExcerpts(writer, report);
        WriteErrors(writer, report);
        WriteCommandOutput(writer, report);
        WriteAdvice(writer, report);
    }

    private static void WriteFacts(TextWriter writer, Report report)
    {
        writer.WriteLine();
        var file = report.File;
        WriteFact(writer, "File", file.Name);
        WriteFact(writer, "Size", ReportSummary.Counted(file.Size, "byte"));
        if (file.Sha256 is not null)
            WriteFact(writer, "SHA-256", file.Sha256);
        WriteFact(writer, "Owner", file.Owner is null ? $"uid {file.Uid}" : $"{file.Owner} (uid {file.Uid})");
        WriteFact(writer, "Modified", Time(file.Modified));
        WriteFact(writer, "Feed", report.Feed ?? "none");
        WriteFact(writer, "Job", report.Job);
        WriteFact(writer, "Received", Time(report.Received));
        if (report.DeliveredTo is null)
            WriteFact(writer, "Failed", $"{Time(report.Finished)}, {StageText(report.Stage)}");
        else
            WriteFact(writer, "Split", Time(report.Finished));
        if (report.Rows.In > 0)
            WriteFact(writer, "Read", ReportSummary.Counted(report.Rows.In, "row"));
        if (report.DeliveredTo is not null)
        {
            WriteFact(writer, "Delivered", $"{ReportSummary.Counted(report.Rows.Out, "row")}, to {report.DeliveredTo}/");
            WriteFact(writer, "Rejected", $"{ReportSummary.Counted(report.Rows.Rejected, "row")}, in rejects.csv");
        }

        WriteFact(writer, "DropZone", report.Version);
    }

    private static void WriteFact(TextWriter writer, string name, string value) =>
        Paragraph.Write(writer, $"  {name,-9} ", VisibleText.Escape(value));

    private static void WriteCounts(TextWriter writer, Report report)
    {
        var counts = report.Counts.MostFrequentFirst()
            .Select(pair => (Number: ReportSummary.Number(pair.Value), pair.Key)).ToList();
        if (counts.Count == 0)
            return;
        WriteHeading(writer, "Errors");
        var numberWidth = counts.Max(count => count.Number.Length);
        var nameWidth = counts.Max(count => count.Key.Name().Length);
        foreach (var (number, code) in counts)
            Paragraph.Write(writer, $"  {number.PadLeft(numberWidth)}  {code.Name().PadRight(nameWidth)}  ", code.Title());
    }

    private static void WriteExcerpts(TextWriter writer, Report report)
    {
        if (report.Excerpts.Count == 0)
            return;
        WriteHeading(writer, report.Excerpts.Count == 1 ? "Example row" : "Example row of each error");
        foreach (var row in report.Excerpts)
        {
            Paragraph.Write(writer, "  ", row.Code.Name());
            ExcerptText.Write(writer, row);
        }
    }

    private static void WriteErrors(TextWriter writer, Report report)
    {
        if (report.Errors.Count == 0)
            return;
        var total = Math.Max(report.Errors.Count, report.Counts.Values.Sum());
        WriteHeading(writer, total <= MaxErrors ? "Positions" : $"Positions: the first {MaxErrors} of {ReportSummary.Number(total)}");
        foreach (var error in report.Errors.Take(MaxErrors))
            WriteError(writer, error);
        if (report.Errors.Count > MaxErrors)
            Paragraph.Write(writer, "  ", $"report.json lists {(report.Errors.Count < total ? $"{ReportSummary.Number(report.Errors.Count)} of them" : "all of them")}.");
    }

    private static void WriteError(TextWriter writer, TableError error)
    {
        var place = error.Line == 0 ? "Whole file" : $"Line {error.Line}";
        if (error.Field is not null)
            place += $", {TextWidth.Cut(VisibleText.Escape(error.Field), NameColumns)}";
        if (error.Column is { } column)
            place += error.Field is null ? $", column {column}" : $" (column {column})";
        Paragraph.Write(writer, "  ", $"{place}: {error.Code.Name()}");
        if (error.Value is not null)
            Paragraph.Write(writer, "      ", $"\"{TextWidth.Cut(VisibleText.Escape(error.Value), ValueColumns)}\"");
        Paragraph.Write(writer, "      ", VisibleText.Escape(error.Message));
    }

    private static void WriteCommandOutput(TextWriter writer, Report report)
    {
        if (report.CommandSaid is not { } output)
            return;
        WriteHeading(writer, "Standard error of the command");
        if (output.Length == 0)
            writer.WriteLine("  Empty.");
        foreach (var line in OutputLines.Of(output))
            writer.WriteLine($"  {line}");
    }

    private static void WriteAdvice(TextWriter writer, Report report)
    {
        if (report.Advice.Count == 0)
            return;
        WriteHeading(writer, "Next steps");
        for (var i = 0; i < report.Advice.Count; i++)
            Paragraph.Write(writer, $"  {i + 1}. ", VisibleText.Escape(report.Advice[i]));
    }

    private static void WriteHeading(TextWriter writer, string heading)
    {
        writer.WriteLine();
        writer.WriteLine(heading);
        writer.WriteLine(new string('-', heading.Length));
    }

    private static string StageText(Stage stage) => stage switch
    {
        Stage.Ingest => "during the claim",
        Stage.Validate => "during validation",
        Stage.Transform => "during transformation",
        Stage.Load => "during delivery",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
