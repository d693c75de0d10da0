namespace DropZone.Csv.Dialects;

/// <summary>What becomes of cells that a spreadsheet would run as a <see cref="Formula"/>.</summary>
public enum FormulaGuard
{
    /// <summary>They are written as they are.</summary>
    Off,

    /// <summary>An apostrophe is put in front of them.</summary>
    Escape,

    /// <summary>They make the row bad.</summary>
    Reject,
}
