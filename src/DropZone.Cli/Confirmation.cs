namespace DropZone.Cli;

/// <summary>The confirmation of an action that cannot be undone.</summary>
internal static class Confirmation
{
    /// <summary>Returns whether the operator confirms. Without a terminal, returns false and names the option to use instead.</summary>
    public static bool Ask(string question)
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine($"{question} Standard input is not a terminal. Confirm with --yes.");
            return false;
        }

        Console.Error.Write($"{question} [y/N] ");
        if (Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes")
            return true;
        Console.Error.WriteLine("Nothing was changed.");
        return false;
    }
}
