using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>Parses cells that contain JSON. Source: RFC 8259</summary>
internal static class JsonText
{
    /// <summary>Returns the JSON in the cell, nested at most 64 levels deep, which the caller disposes; null if it is not JSON.</summary>
    public static JsonDocument? Parse(ReadOnlySpan<byte> cell)
    {
        // avoids an exception if the start is already wrong: they are slow, and every cell of a column may be wrong
        if (cell.Trim(" \t\r\n"u8) is not ([(byte)'{', .., (byte)'}'] or [(byte)'[', .., (byte)']']))
            return null;
        try
        {
            var reader = new Utf8JsonReader(cell);
            var document = JsonDocument.ParseValue(ref reader);
            if (!reader.Read())
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // not JSON, or followed by other text
        }

        return null;
    }
}
