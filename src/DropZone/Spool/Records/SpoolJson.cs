using System.Text.Json.Serialization;

namespace DropZone.Spool.Records;

/// <summary>The JSON of the zone's own records, by source generation: NativeAOT has no reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(ZoneRecord))]
[JsonSerializable(typeof(BootRecord))]
[JsonSerializable(typeof(AttemptRecord))]
[JsonSerializable(typeof(ExpectationRecord))]
public sealed partial class SpoolJson : JsonSerializerContext;
