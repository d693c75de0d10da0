using DropZone.Reports.Model;

namespace DropZone.Reports.Text;

/// <summary>A number and its noun.</summary>
internal static class Count
{
    /// <summary><c>1 row</c>, <c>1,204 rows</c>.</summary>
    public static string Of(long number, string noun) => $"{ReportSummary.Number(number)} {noun}{(number == 1 ? "" : "s")}";
}
