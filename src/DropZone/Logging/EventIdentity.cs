using Serilog.Events;

namespace DropZone.Logging;

/// <summary>Which event of the list it is. Events of other libraries have ids too, which mean nothing to us.</summary>
/// <param name="Id">0: not one of ours.</param>
/// <param name="Name">Null: not one of ours.</param>
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
