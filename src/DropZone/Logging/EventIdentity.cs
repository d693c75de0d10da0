using Serilog.Events;

namespace DropZone.Logging;

/// <summary>The identity of an event in <see cref="Events"/>. Ids of other libraries' events are ignored.</summary>
/// <param name="Id">The id; 0: an event of another library.</param>
/// <param name="Name">The name; null: an event of another library.</param>
internal readonly record struct EventIdentity(int Id, string? Name)
{
    public static EventIdentity Of(LogEvent logEvent)
    {
        if (!logEvent.Properties.TryGetValue("SourceContext", out var source)
            || !MessageText.Text(source).StartsWith("DropZone", StringComparison.OrdinalIgnoreCase)
            || !logEvent.Properties.TryGetValue("EventId", out var property)
            || property is not StructureValue identity)
        {
            return default;
        }

        var id = identity.Properties.FirstOrDefault(part => part.Name == "Id")?.Value as ScalarValue;
        var name = identity.Properties.FirstOrDefault(part => part.Name == "Name")?.Value as ScalarValue;
        return new EventIdentity(id?.Value as int? ?? 0, name?.Value as string);
    }
}
