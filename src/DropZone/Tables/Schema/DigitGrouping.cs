namespace DropZone.Tables.Schema;

/// <summary>How the digits of whole numbers are grouped.</summary>
public enum DigitGrouping
{
    /// <summary>In threes: 1,234,567.</summary>
    Thousands,

    /// <summary>A last group of three, before it twos: 12,34,567.</summary>
    Indian,
}
