using System.Text.Json;
using DropZone.Errors;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Json;

/// <summary>An error as JSON, with a stable shape shared by report.json and all machine-readable output.</summary>
public static class TableErrorJson
{
    // 1000 errors of each of many codes, with cells that JSON escapes, could take 40 MB
    private const long MaxBytes = 4_000_000;

    /// <summary>Writes one object with all eight properties; missing values are null.</summary>
    public static void Write(Utf8JsonWriter json, TableError error)
    {
        json.WriteStartObject();
        json.WriteNumber("row", error.Row);
        json.WriteNumber("line", error.Line);
        json.WriteNumber("byte", error.Byte);
        if (error.Column is { } column)
            json.WriteNumber("column", column);
        else
            json.WriteNull("column");
        json.WriteString("field", error.Field);
        json.WriteString("code", error.Code.Name());
        json.WriteString("value", error.Value);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    }

    /// <summary>
    /// Writes the property <c>errors</c>, limited to about 4 MB. The codes share the limit equally; of each the first errors
    /// are written.
    /// </summary>
    public static void WriteAll(Utf8JsonWriter json, IReadOnlyList<TableError> errors)
    {
        var written = new Dictionary<ErrorCode, long>();
        foreach (var error in errors)
            written[error.Code] = 0;
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            if (written[error.Code] >= MaxBytes / written.Count)
                continue;
            var before = json.BytesCommitted + json.BytesPending;
            Write(json, error);
            written[error.Code] += json.BytesCommitted + json.BytesPending - before;
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the property <c>counts</c>: the number of errors by code name, in the order of the codes.</summary>
    public static void WriteCounts(Utf8JsonWriter json, IReadOnlyDictionary<ErrorCode, long> counts)
    {
        json.WriteStartObject("counts");
        foreach (var (code, count) in counts.OrderBy(pair => pair.Key))
            json.WriteNumber(code.Name(), count);
        json.WriteEndObject();
    }

    /// <exception cref="JsonException">A code is unknown.</exception>
    internal static TableError Read(JsonElement error) => new(
        error.GetProperty("row").GetInt64(),
        error.GetProperty("line").GetInt64(),
        error.GetProperty("byte").GetInt64(),
        error.GetProperty("column") is { ValueKind: JsonValueKind.Number } column ? column.GetInt32() : null,
        error.GetProperty("field").GetString(),
        ReadCode(error.GetProperty("code").GetString()!),
        error.GetProperty("value").GetString(),
        error.GetProperty("message").GetString()!);

    /// <exception cref="JsonException">The code is unknown.</exception>
    internal static ErrorCode ReadCode(string name) =>
        ErrorCatalog.Find(name) ?? throw new JsonException($"This version does not know the error code {name}.");
}
