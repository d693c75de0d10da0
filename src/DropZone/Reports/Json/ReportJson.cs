using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Reports.Model;

namespace DropZone.Reports.Json;

/// <summary>report.json. Scripts depend on its shape: properties are added, never changed or removed.</summary>
public static class ReportJson
{
    // People read it too, so letters are not escaped. It is a file, never part of a web page.
    private static readonly JsonWriterOptions Layout =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report and a line end; does not close the stream.</summary>
    public static void Write(Report report, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("format", report.Format);
            json.WriteString("job", report.Job);
            json.WriteString("feed", report.Feed);
            WriteFile(json, report.File);
            json.WriteString("received", Text(report.Received));
            json.WriteString("finished", Text(report.Finished));
            json.WriteString("outcome", report.DeliveredTo is null ? "failed" : "split");
            json.WriteString("stage", StageName(report.Stage));
            json.WriteString("summary", report.Summary);
            TableErrorJson.WriteCounts(json, report.Counts);
            RowCountsJson.Write(json, report.Rows);
            if (report.DeliveredTo is not null)
                json.WriteString("deliveredTo", report.DeliveredTo);
            TableErrorJson.WriteAll(json, report.Errors);
            if (report.CommandSaid is not null)
                json.WriteString("commandSaid", report.CommandSaid);
            json.WriteStartArray("advice");
            foreach (var step in report.Advice)
                json.WriteStringValue(step);
            json.WriteEndArray();
            json.WriteString("version", report.Version);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a report that <see cref="Write"/> wrote. Unknown properties are ignored.</summary>
    /// <exception cref="JsonException">The text is not a report, or has a newer format.</exception>
    public static Report Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException("The file is not a DropZone report.", exception);
        }
    }

    private static Report Read(JsonElement report)
    {
        var format = report.GetProperty("format").GetInt32();
        if (format > Report.CurrentFormat)
            throw new JsonException($"The report has format {format}. This version reads formats up to {Report.CurrentFormat}.");
        return new Report
        {
            Format = format,
            Job = report.GetProperty("job").GetString()!,
            Feed = report.GetProperty("feed").GetString(),
            File = ReadFile(report.GetProperty("file")),
            Received = report.GetProperty("received").GetDateTimeOffset(),
            Finished = report.GetProperty("finished").GetDateTimeOffset(),
            Stage = Enum.Parse<Stage>(report.GetProperty("stage").GetString()!, ignoreCase: true),
            Summary = report.GetProperty("summary").GetString()!,
            Counts = report.GetProperty("counts").EnumerateObject()
                .ToDictionary(count => TableErrorJson.ReadCode(count.Name), count => count.Value.GetInt64()),
            Rows = RowCountsJson.Read(report.GetProperty("rows")),
            DeliveredTo = report.TryGetProperty("deliveredTo", out var delivered) ? delivered.GetString() : null,
            CommandSaid = report.TryGetProperty("commandSaid", out var errorOutput) ? errorOutput.GetString() : null,
            Errors = [.. report.GetProperty("errors").EnumerateArray().Select(TableErrorJson.Read)],
            Advice = [.. report.GetProperty("advice").EnumerateArray().Select(step => step.GetString()!)],
            Version = report.GetProperty("version").GetString()!,
        };
    }

    private static void WriteFile(Utf8JsonWriter json, DeliveryFacts file)
    {
        json.WriteStartObject("file");
        json.WriteString("name", file.Name);
        json.WriteNumber("size", file.Size);
        json.WriteString("sha256", file.Sha256);
        json.WriteStartObject("owner");
        json.WriteNumber("uid", file.Uid);
        json.WriteString("name", file.Owner);
        json.WriteEndObject();
        json.WriteString("mtime", Text(file.Modified));
        json.WriteEndObject();
    }

    private static DeliveryFacts ReadFile(JsonElement file)
    {
        var owner = file.GetProperty("owner");
        return new DeliveryFacts(
            file.GetProperty("name").GetString()!,
            file.GetProperty("size").GetInt64(),
            file.GetProperty("sha256").GetString(),
            owner.GetProperty("uid").GetInt64(),
            owner.GetProperty("name").GetString(),
            file.GetProperty("mtime").GetDateTimeOffset());
    }

    internal static string StageName(Stage stage) => stage switch
    {
        Stage.Ingest => "ingest",
        Stage.Validate => "validate",
        Stage.Transform => "transform",
        Stage.Load => "load",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    // With the clock's 100 ns and a fixed width, so that the text sorts.
    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
