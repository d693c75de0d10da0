namespace DropZone.Cli;

/// <summary>A command that does not do what it was asked to says why.</summary>
internal static class Refusal
{
    /// <summary>Says the complaints, a line each; returns the exit code.</summary>
    public static int Say(int exitCode, params IEnumerable<string> complaints)
    {
        foreach (var complaint in complaints)
            Console.Error.WriteLine(VisibleText.Escape(complaint));
        return exitCode;
    }
}
