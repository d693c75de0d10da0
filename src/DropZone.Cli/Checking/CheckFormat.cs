namespace DropZone.Cli.Checking;

/// <summary>The values of <c>--format</c>.</summary>
internal static class CheckFormat
{
    public const string Text = "text", Json = "json", Html = "html";

    /// <param name="onlyInvalid">Whether text and pages omit valid files.</param>
    /// <param name="title">The title of a page.</param>
    public static ICheckOutput Open(string format, bool onlyInvalid, string title, TimeProvider clock)
    {
        var stream = Console.OpenStandardOutput();
        return format switch
        {
            Json => new JsonOutput(stream),
            Html => new HtmlOutput(stream, title, onlyInvalid, clock),
            _ => new TextOutput(stream, onlyInvalid),
        };
    }
}
