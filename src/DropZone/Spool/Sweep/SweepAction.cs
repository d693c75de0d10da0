using DropZone.Spool.Jobs;

namespace DropZone.Spool.Sweep;

/// <summary>One thing that a sweep does.</summary>
/// <param name="Kind">What.</param>
/// <param name="Job">To which folder.</param>
/// <param name="Bytes">Of what is removed or packed.</param>
public sealed record SweepAction(SweepKind Kind, JobFolder Job, long Bytes);
