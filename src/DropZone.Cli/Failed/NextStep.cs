namespace DropZone.Cli.Failed;

/// <summary>Something an operator can do about a failed job.</summary>
/// <param name="Command">To be typed; JOB and zone are filled in.</param>
/// <param name="Meaning">In a few words.</param>
internal sealed record NextStep(string Command, string Meaning)
{
    /// <param name="job">The job.</param>
    /// <param name="zone">Its zone.</param>
    public static IReadOnlyList<NextStep> For(FailedJob job, Zone zone)
    {
        var retry = zone.RetryCommand(job.Handle);
        if (job.IsEmptied)
            return [new NextStep($"rm -r {ShellWord.Of(job.Folder)}", "it was retried already; nothing is left to do")];
        if (job.Content is null)
            return [new NextStep($"{retry} --file FILE", "its file is not in the bundle any more; run it on a copy")];
        if (job.IsSplit)
        {
            return
            [
                new NextStep(retry, "drop rejects.csv again, once you have mended it"),
                new NextStep($"{retry} --file MENDED", "drop a mended copy in its place"),
            ];
        }

        if (FailedRetry.HasNoFeed(job))
            return [new NextStep($"cp {ShellWord.Of($"{job.Folder}/{job.Content}")} {zone.Incoming}/FEED/", "drop it where a feed takes it")];
        var again = new NextStep(retry, "run the same job again, once the cause is put right");
        return job.Takers.Count > 0 ? [again] : [again, new NextStep($"{retry} --file MENDED", "run it on a mended file")];
    }
}
