namespace DropZone.Targets.Loading;

/// <summary>What a target answered: a closed list.</summary>
public abstract record LoadResult
{
    private LoadResult()
    {
    }

    /// <summary>It has the output, durably, or had it from an earlier try.</summary>
    public sealed record Loaded : LoadResult;

    /// <summary>It may take it later: it cannot be reached, is busy, is full.</summary>
    /// <param name="Reason">Goes to the log: it holds no cell of the file and no secret.</param>
    public sealed record Down(string Reason) : LoadResult;

    /// <summary>It will not take it, however often it is asked.</summary>
    /// <param name="Message">What was found, what was expected, what to do. Goes to the report.</param>
    /// <param name="Said">The end of what a command said; null: the target is none.</param>
    public sealed record Refused(string Message, string? Said = null) : LoadResult;
}
