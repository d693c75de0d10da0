namespace DropZone.Ledger;

/// <summary>What was found in the archive.</summary>
/// <param name="Jobs">That were added.</param>
/// <param name="Keys">Of their records.</param>
/// <param name="OutOfReach">Jobs of which something could not be read; each was told.</param>
public readonly record struct RebuildResult(long Jobs, long Keys, long OutOfReach);
