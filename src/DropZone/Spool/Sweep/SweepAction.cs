using DropZone.Spool.Jobs;

namespace DropZone.Spool.Sweep;

/// <summary>One action of a sweep.</summary>
/// <param name="Kind">The action.</param>
/// <param name="Job">The folder it is taken on.</param>
/// <param name="Bytes">The size of the files removed or compressed.</param>
public sealed record SweepAction(SweepKind Kind, JobFolder Job, long Bytes);
