namespace DropZone.Reports.Text;

/// <summary>What a program said, line by line, safe to be shown.</summary>
internal static class OutputLines
{
    private const int Most = 100;

    /// <summary>The last lines; those are where a program says why it gave up.</summary>
    public static IEnumerable<string> Of(string said) =>
        said.TrimEnd('\n').Split('\n').TakeLast(Most).Select(line => VisibleText.Escape(line.TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal)));
}
