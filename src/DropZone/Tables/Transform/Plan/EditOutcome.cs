namespace DropZone.Tables.Transform.Plan;

/// <summary>What an edit did to a cell.</summary>
internal enum EditOutcome
{
    /// <summary>Nothing; the cell stands as it was.</summary>
    Unchanged,

    /// <summary>The new cell stands in the result.</summary>
    Changed,

    /// <summary>The cell cannot be edited.</summary>
    Failed,
}
