using DropZone.Errors;
using DropZone.Tables.Conversion;

namespace DropZone.Jobs;

/// <summary>What became of a delivery in the commands of its feed: a closed list.</summary>
public abstract record CommandsResult
{
    private CommandsResult()
    {
    }

    /// <summary>The output is written, and whole.</summary>
    /// <param name="Rows">From the delivery to the output.</param>
    /// <param name="Output">What it is.</param>
    public sealed record Done(RowCounts Rows, OutputTable? Output) : CommandsResult;

    /// <summary>The job fails.</summary>
    /// <param name="Code"><see cref="ErrorCode.CommandRejected"/> or <see cref="ErrorCode.CommandFailed"/>.</param>
    /// <param name="Message">Which command, how it ended, what was expected.</param>
    /// <param name="Said">The end of what it wrote to standard error.</param>
    public sealed record Failed(ErrorCode Code, string Message, string Said) : CommandsResult;

    /// <summary>It may go well later.</summary>
    public sealed record Deferred(string Reason) : CommandsResult;
}
