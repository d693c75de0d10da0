namespace DropZone.Reports.Text;

/// <summary>Wraps text in lines of at most 80 columns.</summary>
public static class Paragraph
{
    public const int Columns = 80;

    /// <summary>
    /// Writes the text after <paramref name="lead"/>; further lines are indented to the lead's width.
    /// Breaks at spaces, and inside a word only if it is longer than a line. A command in backticks is one word.
    /// </summary>
    public static void Write(TextWriter writer, string lead, string text)
    {
        var room = Columns - TextWidth.Of(lead);
        var margin = new string(' ', Columns - room);
        writer.Write(lead);
        var rest = text.AsSpan();
        while (true)
        {
            var length = LineLength(rest, room);
            writer.Write(rest[..length].TrimEnd(' '));
            writer.Write('\n');
            rest = rest[length..].TrimStart(' ');
            if (rest.IsEmpty)
                return;
            writer.Write(margin);
        }
    }

    private static int LineLength(ReadOnlySpan<char> text, int room)
    {
        var fit = TextWidth.Fit(text, room);
        if (fit == text.Length || text[fit] == ' ')
            return fit;
        var space = text[..fit].LastIndexOf(' ');
        if (text[..fit].Count('`') % 2 == 1 && text[..fit].LastIndexOf('`') is > 0 and var command)
            space = text[..command].LastIndexOf(' ');
        return space > 0 ? space : fit;
    }
}
