namespace DropZone.Tables.Transform.Options;

/// <summary>The treatment of a value that is not in a table.</summary>
public enum AbsentKind
{
    /// <summary>The row is bad.</summary>
    Fail,

    /// <summary>The cell stays.</summary>
    Keep,

    /// <summary>Another value replaces it.</summary>
    Value,
}
