using DropZone.Spool.Jobs;

namespace DropZone.Spool.Recovery;

/// <summary>A job that an earlier run left in <c>working/</c>.</summary>
/// <param name="Alone">Whether it may have crashed that run, and must be run alone.</param>
public sealed record InterruptedJob(JobFolder Job, JobState State, bool Alone);
