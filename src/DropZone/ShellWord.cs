namespace DropZone;

/// <summary>A text as one word of a command line, to be copied into a shell (POSIX.1-2024, Shell Command Language, 2.2 Quoting).</summary>
public static class ShellWord
{
    public static string Of(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ':' or ',' or '=' or '@')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
