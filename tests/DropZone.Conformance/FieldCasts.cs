using System.IO.Abstractions;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DropZone.Configuration.Schema;
using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Conformance;

/// <summary>
/// Runs cases of one field descriptor, one cell and its expected validity. The descriptor is read from a schema file. The cell is in
/// a CSV of two columns, so that an empty cell does not make a blank row.
/// </summary>
internal static class FieldCasts
{
    public static (int Right, int Wrong) Run(JsonElement file, TextWriter output)
    {
        var (right, wrong) = (0, 0);
        foreach (var one in file.GetProperty("cases").EnumerateArray())
        {
            var expected = one.GetProperty("valid").GetBoolean();
            var message = Verdict(one.GetProperty("field"), one.GetProperty("input"));
            if (message is null == expected)
            {
                right++;
                continue;
            }

            wrong++;
            output.WriteLine($"{Json(one.GetProperty("field").WriteTo)} {Json(one.GetProperty("input").WriteTo)}: "
                + $"expected {(expected ? "valid" : "invalid")}; got {(message is null ? "valid" : $"invalid: {message}")}");
        }

        return (right, wrong);
    }

    /// <summary>Returns null if the cell is valid, otherwise the first message. With a rejected descriptor no cell is valid.</summary>
    private static string? Verdict(JsonElement field, JsonElement input)
    {
        if (Schema(field, out var complaint) is not { } schema)
            return complaint;
        var conversion = TableConversion.Compile(new RuleSet { Dialects = [new Dialect { Delimiter = ',' }], Schemas = [schema] }, out var problems);
        if (conversion is null)
            return $"{problems[0].Path}: {problems[0].Message}";
        var cell = input.ValueKind == JsonValueKind.String ? input.GetString()! : input.GetRawText();
        var table = $"{Quoted(schema.Fields[0].Name)},{Quoted(schema.Fields[1].Name)}\n{Quoted(cell)},x\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(table));
        var result = conversion.Run(stream, new ConversionOutput(Stream.Null, null, () => new MemoryStream()), new SourceFacts("case.csv", default, new Lazy<string>(""), "job"), default);
        return result.Valid ? null : result.Errors[0].Message;
    }

    private static TableSchema? Schema(JsonElement field, out string? complaint)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Json(writer => WriteSchema(field, writer)));
            var file = SchemaFile.Read(new FileSystem(), path, null, out var complaints);
            complaint = complaints.Count > 0 ? complaints[0].ToString() : null;
            return file?.Schemas[0];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void WriteSchema(JsonElement field, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("fields");
        writer.WriteStartObject();
        if (!field.TryGetProperty("name", out _))
            writer.WriteString("name", "cell");
        foreach (var member in field.EnumerateObject())
            member.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("name", "the other column");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // on one line, regardless of the formatting of the file of cases
    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
