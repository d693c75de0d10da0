using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;

namespace DropZone.Jobs;

/// <summary>Why a job ends in the quarantine.</summary>
/// <param name="Stage">The stage that found the errors.</param>
/// <param name="Result">The errors and the rows read.</param>
/// <param name="CommandOutput">The end of what a failed command wrote to standard error; null if no command failed.</param>
internal sealed record Rejection(Stage Stage, ConversionResult Result, string? CommandOutput = null)
{
    /// <summary>A rejection of the whole file, by one error.</summary>
    public static Rejection Of(Stage stage, ErrorCode code, string message, string? commandOutput = null) => new(
        stage, new ConversionResult(default, [new TableError(0, 0, 0, null, null, code, null, message)], new Dictionary<ErrorCode, long> { [code] = 1 }), commandOutput);
}
