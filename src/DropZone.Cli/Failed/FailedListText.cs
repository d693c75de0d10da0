using System.Globalization;
using DropZone.Cli.Terminal;
using DropZone.Errors;

namespace DropZone.Cli.Failed;

/// <summary><c>failed list</c> as text: a line for each job, at most 80 columns.</summary>
internal static class FailedListText
{
    private const int Feed = 2;
    private const int File = 3;
    private const int Size = 4;
    private const int Reason = 5;

    public static void Write(TextWriter writer, IReadOnlyList<FailedJob> jobs)
    {
        foreach (var line in TextTable.Lines([["JOB", "UTC", "FEED", "FILE", "SIZE", "ERROR"], .. jobs.Select(Row)], File, [Size], new Dictionary<int, int> { [Feed] = 10, [Reason] = 30 }))
            writer.WriteLine(line);
    }

    private static string[] Row(FailedJob job) =>
    [
        job.Handle,
        job.When.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        job.Feed,
        VisibleText.Escape(job.FileName),
        SizeText.Of(job.Size),
        (job.IsSplit ? "split, " : "") + ReasonOf(job),
    ];

    private static string ReasonOf(FailedJob job)
    {
        if (job.ReadFailure is not null)
            return "unreadable";
        if (job.Report?.Counts is not { } counts || counts.MostFrequent() is not { } top)
            return "no report";
        return string.Create(CultureInfo.InvariantCulture, $"{top.Value:N0} {top.Key.Name()}{(counts.Count > 1 ? $" +{counts.Count - 1}" : "")}");
    }
}
