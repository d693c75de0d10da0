namespace DropZone.Status;

/// <summary>A delivery that has come to an end. Later versions add members, never change these.</summary>
/// <param name="Job">Its job's name.</param>
/// <param name="Feed">Its feed.</param>
/// <param name="File">Its name, as shown to people.</param>
/// <param name="Claimed">When it was taken, UTC.</param>
/// <param name="Ended">When it was found good or bad, UTC; null: that is not known.</param>
/// <param name="Outcome">What became of it; null: what tells of it is missing or damaged.</param>
/// <param name="RowsIn">Rows read.</param>
/// <param name="RowsOut">Rows delivered.</param>
/// <param name="Places">Where they are; null: nowhere.</param>
/// <param name="Code">What is wrong with it most often; null: nothing.</param>
/// <param name="Folder">The job's folder.</param>
public sealed record PastDelivery(
    string Job, string Feed, string File, DateTimeOffset Claimed, DateTimeOffset? Ended, DeliveryOutcome? Outcome, long RowsIn, long RowsOut, string? Places,
    string? Code, string Folder);
