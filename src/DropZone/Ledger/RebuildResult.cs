namespace DropZone.Ledger;

/// <summary>The result of filling a ledger from the archive.</summary>
/// <param name="Jobs">Jobs added.</param>
/// <param name="Keys">Keys of their rows.</param>
/// <param name="OutOfReach">Jobs that could not be indexed; each was logged.</param>
public readonly record struct RebuildResult(long Jobs, long Keys, long OutOfReach);
