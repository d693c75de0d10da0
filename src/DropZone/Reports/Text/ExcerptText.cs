using DropZone.Tables.Errors;

namespace DropZone.Reports.Text;

/// <summary>
/// A row of the file below its labels with the invalid cell underlined, at most 80 columns wide. Of a wide row only the cells
/// next to the invalid one are shown.
/// </summary>
internal static class ExcerptText
{
    private const string Margin = "    ", Between = " | ";
    private const int CellColumns = 20;
    private const int BadCellColumns = 40;
    private static readonly int Room = Paragraph.Columns - Margin.Length;
    private static readonly Column More = new("…", "…");

    public static void Write(TextWriter writer, RowExcerpt row)
    {
        var line = new Column("line", $"{row.Line}") { IsInvalid = row.Column is null };
        var columns = Columns(row);
        var (first, end) = Window(columns, row.Column is { } column ? column - row.First : 0, (first, end) => Shown(first, end).Sum(Space) - Between.Length <= Room);
        var shown = Shown(first, end).ToList();
        WriteLine(writer, shown.Select(cell => Pad(cell.Label, cell.Width)));
        WriteLine(writer, shown.Select(cell => Pad(cell.Cell, cell.Width)));
        var mark = shown.TakeWhile(cell => !cell.IsInvalid).Sum(Space);
        WriteLine(writer, [new string(' ', mark) + new string('^', TextWidth.Of(shown.First(cell => cell.IsInvalid).Cell))]);

        IEnumerable<Column> Shown(int first, int end) =>
        [
            line,
            .. row.First + first > 1 ? [More] : Array.Empty<Column>(),
            .. columns[first..end],
            .. row.First - 1 + end < Math.Max(row.Columns, row.First - 1 + columns.Length) ? [More] : Array.Empty<Column>(),
        ];
    }

    /// <summary>Returns the cells of the row, including missing ones.</summary>
    private static Column[] Columns(RowExcerpt row)
    {
        var count = Math.Max(Math.Max(row.Cells.Count, row.Labels.Count), row.Column is { } column ? column - row.First + 1 : 0);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var isInvalid = row.First + i == row.Column;
            var cell = row.Cells.ElementAtOrDefault(i);
            var text = cell is null ? "(missing)" : cell.Length == 0 && isInvalid ? "(empty)" : VisibleText.Escape(cell);
            var label = row.Labels.ElementAtOrDefault(i) is { } known ? VisibleText.Escape(known) : "(no column)";
            return new Column(TextWidth.Cut(label, CellColumns), TextWidth.Cut(text, isInvalid ? BadCellColumns : CellColumns)) { IsInvalid = isInvalid };
        })];
    }

    /// <summary>Returns the range of cells around the invalid one that fits, preferring cells to its left: they usually identify the row.</summary>
    private static (int First, int End) Window(Column[] columns, int invalid, Func<int, int, bool> fits)
    {
        int first = invalid, end = Math.Min(invalid + 1, columns.Length);
        while (first > 0 && fits(first - 1, end))
            first--;
        while (end < columns.Length && fits(first, end + 1))
            end++;
        return (first, end);
    }

    private static int Space(Column column) => column.Width + Between.Length;

    private static void WriteLine(TextWriter writer, IEnumerable<string> cells) =>
        writer.WriteLine((Margin + string.Join(Between, cells)).TrimEnd());

    private static string Pad(string text, int width) => text + new string(' ', width - TextWidth.Of(text));

    private sealed record Column(string Label, string Cell)
    {
        public bool IsInvalid { get; init; }

        public int Width => Math.Max(TextWidth.Of(Label), TextWidth.Of(Cell));
    }
}
