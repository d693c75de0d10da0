using System.Text.Json;
using DropZone.Tables.Conversion;

namespace DropZone.Reports.Json;

/// <summary>Row counts as JSON, with a stable shape shared by report.json and receipt.json.</summary>
public static class RowCountsJson
{
    /// <summary>Writes the property <c>rows</c>.</summary>
    public static void Write(Utf8JsonWriter json, RowCounts rows)
    {
        json.WriteStartObject("rows");
        json.WriteNumber("in", rows.In);
        json.WriteNumber("out", rows.Out);
        json.WriteNumber("filtered", rows.Filtered);
        json.WriteNumber("deduplicated", rows.Deduplicated);
        json.WriteNumber("rejected", rows.Rejected);
        if (rows.Added != 0)
            json.WriteNumber("added", rows.Added);
        json.WriteEndObject();
    }

    /// <summary>Reads the value of the property <c>rows</c>.</summary>
    /// <exception cref="KeyNotFoundException">A count is missing.</exception>
    public static RowCounts Read(JsonElement rows) => new(
        rows.GetProperty("in").GetInt64(),
        rows.GetProperty("out").GetInt64(),
        rows.GetProperty("filtered").GetInt64(),
        rows.GetProperty("deduplicated").GetInt64(),
        rows.GetProperty("rejected").GetInt64(),
        rows.TryGetProperty("added", out var added) ? added.GetInt64() : 0);
}
