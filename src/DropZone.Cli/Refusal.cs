namespace DropZone.Cli;

/// <summary>Reports why a command is not carried out.</summary>
internal static class Refusal
{
    /// <summary>Writes the complaints to standard error, a line each, and returns the exit code.</summary>
    public static int Say(int exitCode, params IEnumerable<string> complaints)
    {
        foreach (var complaint in complaints)
            Console.Error.WriteLine(VisibleText.Escape(complaint));
        return exitCode;
    }
}
