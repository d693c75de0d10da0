using DropZone.Reports.Text;

namespace DropZone.Cli.Terminal;

/// <summary>A table in lines of at most 80 columns: one column is shortened to make room for the others.</summary>
internal static class TextTable
{
    public const int Columns = 80;
    private const int MinFlexible = 12;
    private const int Gap = 2;

    /// <summary>Returns the lines, the header first.</summary>
    /// <param name="rows">The header and the rows, with the same number of cells.</param>
    /// <param name="flexible">The column that is shortened.</param>
    /// <param name="right">The right-aligned columns.</param>
    /// <param name="maxWidths">The maximum width of columns; others are not limited.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, int flexible, IReadOnlyCollection<int> right, IReadOnlyDictionary<int, int>? maxWidths = null)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => Math.Min(rows.Max(row => TextWidth.Of(row[column])), maxWidths?.GetValueOrDefault(column, Columns) ?? Columns)).ToArray();
        var others = widths.Sum() - widths[flexible] + (Gap * (widths.Length - 1));
        widths[flexible] = Math.Max(Math.Min(widths[flexible], Columns - others), MinFlexible);

        // the last column may be wider than the remaining space
        var last = widths.Length - 1;
        var before = widths.Take(last).Sum() + (Gap * last);
        widths[last] = Math.Min(widths[last], Math.Max(Columns - before, 1));
        return rows.Select(row => string.Join(new string(' ', Gap), row.Select((cell, column) => Fit(cell, widths[column], right.Contains(column)))).TrimEnd());
    }

    private static string Fit(string cell, int width, bool isRight)
    {
        var cut = TextWidth.Cut(cell, width);
        var room = new string(' ', Math.Max(0, width - TextWidth.Of(cut)));
        return isRight ? room + cut : cut + room;
    }
}
