using DropZone.Errors;
using DropZone.Metrics;
using DropZone.Tables.Conversion;

namespace DropZone.Jobs;

/// <summary>Counts jobs that ended in the metrics.</summary>
internal static class JobFigures
{
    public const string Archived = "archived";
    public const string Split = "split";
    public const string Skipped = "skipped";
    public const string Failed = "failed";

    /// <summary>Counts a job that ended. A job that waits or was interrupted is not counted.</summary>
    public static void Count(string feed, JobResult end, TimeSpan duration)
    {
        switch (end)
        {
            case JobResult.Archived archived:
                Count(feed, Archived, archived.Rows, duration);
                break;
            case JobResult.Split split:
                Count(feed, Split, split.Rows, duration);
                break;
            case JobResult.Skipped:
                Count(feed, Skipped, default, duration);
                break;
            case JobResult.Failed failed:
                Count(feed, Failed, failed.Rows, duration);
                Instruments.Failures.Add(1, Instruments.Tag("feed", feed), Instruments.Tag("code", failed.Code.Name()));
                CountErrors(feed, failed.Counts);
                break;
        }
    }

    /// <summary>Counts the errors of a file.</summary>
    public static void CountErrors(string feed, IReadOnlyDictionary<ErrorCode, long> counts)
    {
        foreach (var (code, count) in counts)
            Instruments.Errors.Add(count, Instruments.Tag("feed", feed), Instruments.Tag("code", code.Name()));
    }

    private static void Count(string feed, string outcome, RowCounts rows, TimeSpan duration)
    {
        Instruments.Jobs.Add(1, Instruments.Tag("feed", feed), Instruments.Tag("outcome", outcome));
        Instruments.JobDuration.Record(duration.TotalSeconds, Instruments.Tag("feed", feed));
        CountRows("in", rows.In);
        CountRows("out", rows.Out);
        CountRows("filtered", rows.Filtered);
        CountRows("deduplicated", rows.Deduplicated);
        CountRows("rejected", rows.Rejected);

        void CountRows(string result, long count) => Instruments.Rows.Add(count, Instruments.Tag("feed", feed), Instruments.Tag("result", result));
    }
}
