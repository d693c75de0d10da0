namespace DropZone.Cli;

/// <summary>A question before something that cannot be taken back.</summary>
internal static class Confirmation
{
    /// <summary>Whether the answer is yes; who is no terminal is asked nothing, and told what to write instead.</summary>
    public static bool Ask(string question)
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine($"{question} Nobody is there to answer: write --yes.");
            return false;
        }

        Console.Error.Write($"{question} [y/N] ");
        if (Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes")
            return true;
        Console.Error.WriteLine("Nothing was done.");
        return false;
    }
}
