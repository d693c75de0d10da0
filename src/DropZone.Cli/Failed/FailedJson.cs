using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Errors;

namespace DropZone.Cli.Failed;

/// <summary>Failed jobs as JSON, one object a line. The shape is stable: properties are added, never changed or removed.</summary>
internal static class FailedJson
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one job; with <paramref name="next"/>, also the next steps and the whole report.</summary>
    public static void Write(Stream output, FailedJob job, IReadOnlyList<NextStep>? next)
    {
        using (var json = new Utf8JsonWriter(output, Layout))
        {
            json.WriteStartObject();
            json.WriteString("job", job.Name.Text);
            json.WriteString("feed", job.Feed);
            json.WriteString("outcome", job.IsSplit ? "split" : "failed");
            json.WriteString("finished", job.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("file", job.FileName);
            json.WriteNumber("size", job.Size);
            json.WriteStartObject("counts");
            foreach (var (code, count) in job.Report?.Counts.MostFrequentFirst() ?? [])
                json.WriteNumber(code.Name(), count);
            json.WriteEndObject();
            json.WriteString("bundle", job.Folder);
            if (next is not null)
            {
                json.WriteString("content", job.Content);
                json.WriteStartArray("next");
                foreach (var step in next)
                    json.WriteStringValue(step.Command);
                json.WriteEndArray();
                json.WritePropertyName("report");
                if (job.Report is null)
                    json.WriteNullValue();
                else
                    WriteReport(json, $"{job.Folder}/report.json");
            }

            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    // rewritten on one line: the file has a line for each value
    private static void WriteReport(Utf8JsonWriter json, string path)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(path));
        report.WriteTo(json);
    }
}
