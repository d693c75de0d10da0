using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Reports.Model;

namespace DropZone.Reports.Json;

/// <summary>A verdict as one line of JSON. Scripts depend on its shape: properties are added, never changed or removed.</summary>
public static class VerdictJson
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"file","valid","errors","counts","rows"}</c> and a line end; does not close the stream.</summary>
    public static void Write(Verdict verdict, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("file", verdict.File);
            json.WriteBoolean("valid", verdict.Result.Valid);
            TableErrorJson.WriteAll(json, verdict.Result.Errors);
            TableErrorJson.WriteCounts(json, verdict.Result.Counts);
            json.WriteNumber("rows", verdict.Result.Rows.In);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
