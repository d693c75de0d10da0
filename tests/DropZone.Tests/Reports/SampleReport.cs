using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Tests.Reports;

/// <summary>Reports as jobs make them.</summary>
internal static class SampleReport
{
    public static Report WithErrors(params TableError[] errors) =>
        WithErrors(errors.GroupBy(error => error.Code).ToDictionary(group => group.Key, group => group.LongCount()), errors);

    public static Report WithErrors(IReadOnlyDictionary<ErrorCode, long> counts, IReadOnlyList<TableError> errors)
    {
        var rows = errors.Any(error => error.Row > 0) ? new RowCounts(1204, 0, 0, 0, 0) : default;
        return new Report
        {
            Job = "20261123T101502Z-k7f3q9xd-orders.csv",
            Feed = "orders",
            File = new DeliveryFacts(
                "orders.csv", 48213, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 1000, "anna",
                new DateTimeOffset(2026, 11, 23, 10, 14, 59, TimeSpan.Zero).AddTicks(1234567)),
            Received = new DateTimeOffset(2026, 11, 23, 10, 15, 2, TimeSpan.Zero),
            Finished = new DateTimeOffset(2026, 11, 23, 10, 15, 3, 250, TimeSpan.Zero),
            Stage = Stage.Validate,
            Errors = errors,
            Counts = counts,
            Rows = rows,
            Summary = ReportSummary.Of("orders.csv", counts, errors, rows),
            Advice = ReportAdvice.For(counts, "orders"),
            Version = "0.1.0",
        };
    }

    public static TableError Cell(long line, string value = "12,5O", string field = "price") =>
        new(line, line, line * 40, 3, field, ErrorCode.TypeError, value, "A number was expected, such as 12.5.");

    public static TableError Whole(ErrorCode code, string message) => new(0, 0, 0, null, null, code, null, message);
}
