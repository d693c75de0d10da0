namespace DropZone.Tables.Transform.Plan;

/// <summary>The result of a row. Each row has exactly one: rows in = passed + filtered + deduplicated + rejected.</summary>
internal enum RowOutcome
{
    /// <summary>It continues to the next step; after the last: into the output.</summary>
    Passed,

    /// <summary>A filter dropped it.</summary>
    Filtered,

    /// <summary>It has the key of another row.</summary>
    Deduplicated,

    /// <summary>It is bad and was reported.</summary>
    Rejected,
}
