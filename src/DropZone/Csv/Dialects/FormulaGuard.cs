namespace DropZone.Csv.Dialects;

/// <summary>The treatment of cells that a spreadsheet would run as a <see cref="Formula"/>.</summary>
public enum FormulaGuard
{
    /// <summary>They are written unchanged.</summary>
    Off,

    /// <summary>They are prefixed with an apostrophe.</summary>
    Escape,

    /// <summary>They make the row bad.</summary>
    Reject,
}
