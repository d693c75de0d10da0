namespace DropZone.Tables.Transform.Options;

/// <summary>How numbers are written.</summary>
/// <param name="DecimalChar">What stands before the fraction.</param>
/// <param name="GroupChar">What stands between groups of three digits; empty: nothing.</param>
/// <param name="Places">How many digits the fraction has; null: as many as there were.</param>
/// <param name="Rounding">What becomes of the digits that are too many.</param>
public sealed record NumberForm(string DecimalChar, string GroupChar, int? Places, MidpointRounding Rounding);
