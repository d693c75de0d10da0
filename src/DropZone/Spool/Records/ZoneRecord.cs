namespace DropZone.Spool.Records;

/// <summary><c>state/zone.json</c>: which format the zone has, and which zone it is.</summary>
/// <param name="Format">A newer format than ours is refused.</param>
/// <param name="Identity">Random, made with the zone.</param>
/// <param name="Created">When it was made.</param>
public sealed record ZoneRecord(int Format, string Identity, DateTimeOffset Created)
{
    public const int CurrentFormat = 1;
}
