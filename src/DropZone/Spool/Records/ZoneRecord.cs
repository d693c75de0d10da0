namespace DropZone.Spool.Records;

/// <summary><c>state/zone.json</c>: format and identity of the zone.</summary>
/// <param name="Format">Newer formats are refused.</param>
/// <param name="Identity">Random, made with the zone.</param>
/// <param name="Created">When it was made.</param>
public sealed record ZoneRecord(int Format, string Identity, DateTimeOffset Created)
{
    public const int CurrentFormat = 1;
}
