using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Serilog.Parsing;

namespace DropZone.Logging;

/// <summary>Searches the log files. They are kept for some days only, and a power cut may truncate them.</summary>
public static class LogHistory
{
    private static readonly MessageTemplateParser Parser = new();

    /// <summary>Returns the events that name a job, in the order of the files.</summary>
    /// <param name="folder">The folder of the log files; if it is missing or unreadable, no events are returned.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="since">Files last written before this time are skipped.</param>
    public static IEnumerable<(DateTimeOffset Time, string Event, string Text)> About(string folder, string name, DateTimeOffset since)
    {
        foreach (var path in Files(folder).Where(path => File.GetLastWriteTimeUtc(path) >= since.UtcDateTime))
            foreach (var line in Lines(path).Where(line => line.Contains(name, StringComparison.Ordinal)))
                if (Read(line) is { } read)
                    yield return read;
    }

    private static IReadOnlyList<string> Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.clef").Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return [];
        }
    }

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.ReadLines(path);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return [];
        }
    }

    /// <summary>Null: the line is torn.</summary>
    private static (DateTimeOffset, string, string)? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var time = DateTimeOffset.Parse(root.GetProperty("@t").GetString()!, CultureInfo.InvariantCulture);
            var properties = root.EnumerateObject().Where(property => !property.Name.StartsWith('@')).Select(property => new LogEventProperty(property.Name, new ScalarValue(Value(property.Value))));
            var text = MessageText.Of(new LogEvent(time, LogEventLevel.Information, null, Parser.Parse(root.GetProperty("@mt").GetString()!), properties));
            return (time, root.TryGetProperty("EventId", out var id) && id.TryGetProperty("Name", out var name) ? name.GetString()! : "", text);
        }
        catch (Exception torn) when (torn is JsonException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
