using DropZone.Errors;
using DropZone.Tables.Conversion;

namespace DropZone.Jobs;

/// <summary>The result of the commands of a feed: a closed list.</summary>
public abstract record CommandsResult
{
    private CommandsResult()
    {
    }

    /// <summary>The output is complete.</summary>
    /// <param name="Rows">The counts from the delivery to the output.</param>
    /// <param name="Output">Its layout.</param>
    public sealed record Done(RowCounts Rows, OutputTable? Output) : CommandsResult;

    /// <summary>The job fails.</summary>
    /// <param name="Code"><see cref="ErrorCode.CommandRejected"/> or <see cref="ErrorCode.CommandFailed"/>.</param>
    /// <param name="Message">The command, its result, and the expected result.</param>
    /// <param name="StandardError">The last lines of its standard error.</param>
    public sealed record Failed(ErrorCode Code, string Message, string StandardError) : CommandsResult;

    /// <summary>A temporary failure; the job is run again later.</summary>
    public sealed record Deferred(string Reason) : CommandsResult;
}
