using DropZone.Tables.Errors;

namespace DropZone.Reports.Pages;

/// <summary>A row of the file as a table with row number and column labels; the invalid cell is marked.</summary>
internal static class ExcerptTable
{
    private const int CellColumns = 40;
    private const int BadCellColumns = 200;
    private const int LongCell = 24;

    public static void Write(TextWriter writer, RowExcerpt row)
    {
        // a missing cell gets a place too
        var end = row.First + Math.Max(row.Cells.Count, row.Labels.Count);
        var before = row.First - 1;
        var after = Math.Max(0, Math.Max(row.Columns, row.First - 1 + row.Labels.Count) - end + 1);
        writer.WriteLine($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Row {row.Row}\"><table>");
        writer.WriteLine($"<caption>Row {row.Row} of the file; the invalid cell is marked</caption>");
        writer.Write("<thead><tr><th scope=\"col\">Row</th>");
        WriteGap(writer, "th", before);
        for (var number = row.First; number < end; number++)
            WriteLabel(writer, row, number);
        WriteGap(writer, "th", after);
        writer.WriteLine("</tr></thead>");
        writer.Write($"<tbody><tr><th scope=\"row\"{(row.Column is null ? " class=\"bad\"" : "")}>{row.Row}</th>");
        WriteGap(writer, "td", before);
        for (var number = row.First; number < end; number++)
            WriteCell(writer, row, number);
        WriteGap(writer, "td", after);
        writer.WriteLine("</tr></tbody></table></div>");
        if (row.Line != row.Row)
            writer.WriteLine($"<p class=\"soft\">Row {row.Row} is on line {row.Line}: earlier cells contain line breaks, or lines were skipped.</p>");
    }

    private static void WriteLabel(TextWriter writer, RowExcerpt row, int number)
    {
        var label = row.Labels.ElementAtOrDefault(number - row.First);
        writer.Write($"<th scope=\"col\"{(number == row.Column ? " class=\"at\"" : "")}><span class=\"number\">{number}</span> ");
        writer.Write(label is null ? "<span class=\"absent\">no column</span></th>" : $"<span class=\"label\">{Html.Text(label, CellColumns)}</span></th>");
    }

    private static void WriteCell(TextWriter writer, RowExcerpt row, int number)
    {
        var cell = row.Cells.ElementAtOrDefault(number - row.First);
        var text = cell is null ? Absent("missing") : cell.Length == 0 ? Absent("empty") : Html.Text(cell, number == row.Column ? BadCellColumns : CellColumns);
        var length = cell?.Length > LongCell ? " long" : "";
        if (number == row.Column)
            writer.Write($"<td class=\"bad{length}\"><mark>{text}</mark></td>");
        else
            writer.Write($"<td class=\"cell{length}\">{(cell?.Length == 0 ? "" : text)}</td>");
    }

    private static void WriteGap(TextWriter writer, string element, int columns)
    {
        if (columns > 0)
            writer.Write($"<{element} class=\"gap\">{(element == "th" ? $"{columns} more" : "…")}</{element}>");
    }

    private static string Absent(string word) => $"<span class=\"absent\">{word}</span>";
}
