namespace DropZone.Cli.Failed;

/// <summary>A step that an operator can take to resolve a failed job.</summary>
/// <param name="Command">The command line, with job and zone filled in.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal sealed record NextStep(string Command, string Meaning)
{
    /// <summary>Returns the possible steps, the most likely first.</summary>
    /// <param name="job">The job.</param>
    /// <param name="zone">Its zone.</param>
    public static IReadOnlyList<NextStep> For(FailedJob job, Zone zone)
    {
        var retry = zone.RetryCommand(job.Handle);
        if (job.IsEmptied)
            return [new NextStep($"rm -r {ShellWord.Of(job.Folder)}", "remove the remains; it was already retried")];
        if (job.Content is null)
            return [new NextStep($"{retry} --file FILE", "retry with a copy; the original file is missing")];
        if (job.IsSplit)
        {
            return
            [
                new NextStep(retry, "resubmit rejects.csv after correcting it"),
                new NextStep($"{retry} --file FILE", "resubmit a corrected copy instead"),
            ];
        }

        if (FailedRetry.HasNoFeed(job))
            return [new NextStep($"cp {ShellWord.Of($"{job.Folder}/{job.Content}")} {zone.Incoming}/FEED/", "drop it in the folder of a feed")];
        var again = new NextStep(retry, "retry the job after fixing the cause");
        return job.Takers.Count > 0 ? [again] : [again, new NextStep($"{retry} --file FILE", "retry with a corrected file")];
    }
}
