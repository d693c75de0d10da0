using DropZone.Reports.Text;

namespace DropZone.Cli.Terminal;

/// <summary>Lines of cells below each other, at most 80 columns wide: one column gives way to the others.</summary>
internal static class TextTable
{
    public const int Columns = 80;
    private const int LeastFlexible = 12;
    private const int Gap = 2;

    /// <summary>The lines, the first of them for the header.</summary>
    /// <param name="rows">The header and the others, with as many cells each.</param>
    /// <param name="flexible">The column that is cut if the others need the room.</param>
    /// <param name="right">Columns of numbers, which end below each other.</param>
    /// <param name="most">The most that a column may take; others as much as they need.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, int flexible, IReadOnlyCollection<int> right, IReadOnlyDictionary<int, int>? most = null)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => Math.Min(rows.Max(row => TextWidth.Of(row[column])), most?.GetValueOrDefault(column, Columns) ?? Columns)).ToArray();
        var others = widths.Sum() - widths[flexible] + (Gap * (widths.Length - 1));
        widths[flexible] = Math.Max(Math.Min(widths[flexible], Columns - others), LeastFlexible);

        // the last column may hold more than is left
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
