namespace DropZone.Tables.Transform.Plan;

/// <summary>The result of an edit.</summary>
internal enum EditOutcome
{
    /// <summary>The cell is unchanged.</summary>
    Unchanged,

    /// <summary>The result contains the new cell.</summary>
    Changed,

    /// <summary>The cell cannot be edited.</summary>
    Failed,
}
