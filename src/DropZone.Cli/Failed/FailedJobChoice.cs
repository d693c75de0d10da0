namespace DropZone.Cli.Failed;

/// <summary>Which failed job an operator means.</summary>
internal static class FailedJobChoice
{
    private const int MostShown = 5;

    /// <summary>
    /// The job whose name, or the random part of it, begins with <paramref name="wanted"/>; a path to its folder will do.
    /// Null, and said on standard error, if there is none or more than one.
    /// </summary>
    public static FailedJob? Of(Zone zone, string wanted)
    {
        var start = Path.GetFileName(Path.TrimEndingDirectorySeparator(wanted));
        var all = FailedJob.All(zone);
        var fitting = all.Where(job => Begins(job.Name.Text, start) || Begins(job.Handle, start)).ToList();
        if (start.Length > 0 && fitting is [var only])
            return only;
        if (fitting.Find(job => job.Name.Text == start) is { } exact)
            return exact;
        if (start.Length == 0 || fitting.Count == 0)
        {
            Console.Error.WriteLine($"No failed job is called {VisibleText.Escape(wanted)}: none begins like that, in its name or its random part.");
            Console.Error.WriteLine("All of them: dropzone failed list");
            return null;
        }

        Console.Error.WriteLine($"{fitting.Count} failed jobs begin with {start}; write more of the name:");
        foreach (var job in fitting.Take(MostShown))
            Console.Error.WriteLine($"  {job.Name}");
        return null;
    }

    private static bool Begins(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);
}
