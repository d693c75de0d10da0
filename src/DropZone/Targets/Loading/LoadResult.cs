namespace DropZone.Targets.Loading;

/// <summary>The result of a load: a closed list.</summary>
public abstract record LoadResult
{
    private LoadResult()
    {
    }

    /// <summary>The target has the output durably, from this or an earlier try.</summary>
    public sealed record Loaded : LoadResult;

    /// <summary>The target may accept it later: it is unreachable, busy or full.</summary>
    /// <param name="Reason">For the log: without cells of the file and without secrets.</param>
    public sealed record Down(string Reason) : LoadResult;

    /// <summary>The target will never accept it as it is.</summary>
    /// <param name="Message">For the report: the finding, the expectation and the remedy.</param>
    /// <param name="ErrorOutput">The end of a command's standard error; null if the target is not a command.</param>
    public sealed record Refused(string Message, string? ErrorOutput = null) : LoadResult
    {
        /// <summary>The rows that it does not take, in their order; empty: the reason is another one, or they are not known.</summary>
        public IReadOnlyList<RowRefusal> Rows { get; init; } = [];
    }
}
