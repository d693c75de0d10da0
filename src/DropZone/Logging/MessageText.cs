using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace DropZone.Logging;

/// <summary>The message of an event as people read it: strings without quotes, one line whatever the values hold.</summary>
internal static class MessageText
{
    public static string Of(LogEvent logEvent)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && logEvent.Properties.TryGetValue(property.PropertyName, out var value))
                writer.Write(Text(value, property.Format));
            else
                token.Render(logEvent.Properties, writer, CultureInfo.InvariantCulture);
        }

        // The whole, not only the values: other libraries put names into their templates.
        return VisibleText.Escape(writer.ToString());
    }

    /// <summary>A property's value as text, strings without quotes.</summary>
    public static string Text(LogEventPropertyValue value, string? format = null) =>
        value is ScalarValue { Value: string text } ? text : value.ToString(format, CultureInfo.InvariantCulture);
}
