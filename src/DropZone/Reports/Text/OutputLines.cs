namespace DropZone.Reports.Text;

/// <summary>The output of a program as lines that are safe to display.</summary>
internal static class OutputLines
{
    private const int Max = 100;

    /// <summary>Returns the last lines, where a program usually reports the reason of its failure.</summary>
    public static IEnumerable<string> Of(string output) =>
        output.TrimEnd('\n').Split('\n').TakeLast(Max).Select(line => VisibleText.Escape(line.TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal)));
}
