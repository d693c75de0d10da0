using DropZone.Spool.Jobs;

namespace DropZone.Spool.Recovery;

/// <summary>A job that an earlier run left in <c>working/</c>.</summary>
/// <param name="Alone">Whether it may be what ended that run, and is tried with nothing beside it.</param>
public sealed record InterruptedJob(JobFolder Job, JobState State, bool Alone);
