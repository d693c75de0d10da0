namespace DropZone.Cli.Terminal;

/// <summary>Colours of a terminal, or none. Sources: https://no-color.org, ECMA-48.</summary>
/// <param name="HasColour">Whether to use colours.</param>
internal readonly record struct ScreenStyle(bool HasColour)
{
    /// <summary>Returns the style of standard output: no colours if it is not a terminal, or NO_COLOR is set.</summary>
    public static ScreenStyle OfOutput() => new(
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 } && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"));

    public string Bold(string text) => Set("1", text);

    public string Good(string text) => Set("32", text);

    public string Bad(string text) => Set("31", text);

    public string Faint(string text) => Set("2", text);

    /// <summary>Returns the screen with the sequences that draw it from the top left corner and clear the rest.</summary>
    public static string Redraw(string screen) => $"\u001b[H{screen.ReplaceLineEndings("\u001b[K\n")}\u001b[J";

    /// <summary>Returns the text with the sequences that write it over the current line.</summary>
    public static string RewriteLine(string text) => $"\r{text}\u001b[K";

    private string Set(string attribute, string text) => HasColour ? $"\u001b[{attribute}m{text}\u001b[0m" : text;
}
