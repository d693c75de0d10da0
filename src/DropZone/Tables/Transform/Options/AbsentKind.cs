namespace DropZone.Tables.Transform.Options;

/// <summary>What becomes of a value that a table does not have.</summary>
public enum AbsentKind
{
    /// <summary>The row is bad.</summary>
    Fail,

    /// <summary>The cell stays.</summary>
    Keep,

    /// <summary>Another value takes its place.</summary>
    Value,
}
