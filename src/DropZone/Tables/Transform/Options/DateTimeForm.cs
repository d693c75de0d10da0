namespace DropZone.Tables.Transform.Options;

/// <summary>How a column's times are read and written.</summary>
/// <param name="From">Pattern of what is read; null: as an earlier step left it, or as the schema says, or ISO 8601.</param>
/// <param name="To">Pattern of what is written.</param>
/// <param name="Zone">Whose clocks showed the times that tell no distance from UTC.</param>
/// <param name="ToZone">Whose clocks' times are written.</param>
/// <param name="Repeated">What is done where the clocks of <paramref name="Zone"/> were put back.</param>
public sealed record DateTimeForm(string? From, string To, TimeZoneInfo Zone, TimeZoneInfo ToZone, RepeatedTime Repeated)
{
    /// <summary>ISO 8601, to the second, with the distance from UTC.</summary>
    public const string Standard = "%Y-%m-%dT%H:%M:%S%:z";
}
