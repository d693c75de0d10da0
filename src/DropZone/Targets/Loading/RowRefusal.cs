using System.Globalization;

namespace DropZone.Targets.Loading;

/// <summary>A row that a target does not take.</summary>
/// <param name="Row">Its number in the output; the first after the header is 1.</param>
/// <param name="Column">The column; null if several or unknown ones are the reason.</param>
/// <param name="Reason">The reason and the remedy, without cells of the file.</param>
public sealed record RowRefusal(long Row, string? Column, string Reason)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"row {Row} of the output, {(Column is null ? "" : $"column {Column}, ")}{Reason}");
}
