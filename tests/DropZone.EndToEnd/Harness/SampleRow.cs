namespace DropZone.EndToEnd.Harness;

/// <summary>One record of a <see cref="SampleText"/>.</summary>
/// <param name="line">1-based number of its first line.</param>
internal sealed class SampleRow(int line)
{
    public int Line { get; } = line;

    public List<string> Cells { get; } = [];

    /// <summary>Characters between the last cell and the line feed.</summary>
    public string End { get; set; } = "";
}
