using System.Globalization;
using DropZone.Reports;

namespace DropZone.Cli.Failed;

/// <summary><c>failed list</c> for people: a line each, at most 80 columns.</summary>
internal static class FailedListText
{
    private const int Columns = 80;
    private const int LeastFile = 12;
    private const int MostFeed = 10;
    private const int MostReason = 30;

    public static void Write(TextWriter writer, IReadOnlyList<FailedJob> jobs)
    {
        string[][] rows = [["JOB", "UTC", "FEED", "FILE", "SIZE", "WHY"], .. jobs.Select(Row)];
        var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => TextWidth.Of(row[column]))).ToArray();
        widths[2] = Math.Min(widths[2], MostFeed);
        widths[5] = Math.Min(widths[5], MostReason);
        var others = widths.Sum() - widths[3] + (2 * (widths.Length - 1));
        widths[3] = Math.Max(Math.Min(widths[3], Columns - others), LeastFile);
        widths[5] = Math.Min(widths[5], Columns - (others - widths[5]) - widths[3]);
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => Fit(cell, widths[column], isRight: column == 4));
            writer.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static string[] Row(FailedJob job) =>
    [
        job.Handle,
        job.When.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        job.Feed,
        VisibleText.Escape(job.FileName),
        SizeText.Of(job.Size),
        (job.IsSplit ? "split, " : "") + Reason(job),
    ];

    private static string Reason(FailedJob job)
    {
        if (job.Trouble is not null)
            return "cannot be read";
        if (job.Report is not { Counts: { Count: > 0 } counts })
            return "no report";
        var most = counts.MaxBy(pair => pair.Value);
        return string.Create(CultureInfo.InvariantCulture, $"{most.Value:N0} {most.Key.Name()}{(counts.Count > 1 ? $" +{counts.Count - 1}" : "")}");
    }

    private static string Fit(string cell, int width, bool isRight)
    {
        var cut = TextWidth.Of(cell) <= width ? cell : cell[..TextWidth.Fit(cell, width - 1)] + "…";
        var room = new string(' ', Math.Max(0, width - TextWidth.Of(cut)));
        return isRight ? room + cut : cut + room;
    }
}
