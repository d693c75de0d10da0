namespace DropZone.EndToEnd.Harness;

/// <summary>One record of a <see cref="SampleText"/>.</summary>
/// <param name="line">1-based, where it begins.</param>
internal sealed class SampleRow(int line)
{
    public int Line { get; } = line;

    public List<string> Cells { get; } = [];

    /// <summary>What stands before the line feed.</summary>
    public string End { get; set; } = "";
}
