using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace DropZone.Logging;

/// <summary>Renders the message of an event: strings without quotes, always one line.</summary>
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

        // Escapes the whole text, not only the values: other libraries put names into their templates.
        return VisibleText.Escape(writer.ToString());
    }

    /// <summary>Returns a property's value as text, strings without quotes.</summary>
    public static string Text(LogEventPropertyValue value, string? format = null) =>
        value is ScalarValue { Value: string text } ? text : value.ToString(format, CultureInfo.InvariantCulture);
}
