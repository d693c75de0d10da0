namespace DropZone.Tables.Transform.Plan;

/// <summary>What became of a row. Each row has one of these: rows in = passed + filtered + deduplicated + rejected.</summary>
internal enum RowOutcome
{
    /// <summary>It continues to the next step; after the last: into the output.</summary>
    Passed,

    /// <summary>A rule took it out.</summary>
    Filtered,

    /// <summary>Its key was seen before.</summary>
    Deduplicated,

    /// <summary>It is bad: reported.</summary>
    Rejected,
}
