using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>Parses cells that contain JSON. Source: RFC 8259</summary>
internal static class JsonText
{
    /// <summary>Counts the items or members of the JSON in the cell, without memory. Returns false if it is not JSON nested at most 64 levels deep, or another value.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="start">Of an array or an object: the value that the cell has to be.</param>
    /// <param name="length">The number of items or members.</param>
    public static bool TryCount(ReadOnlySpan<byte> cell, JsonTokenType start, out int length)
    {
        length = 0;
        if (!MayBeJson(cell))
            return false;
        try
        {
            var reader = new Utf8JsonReader(cell);
            reader.Read();
            if (reader.TokenType != start)
                return false;
            while (reader.Read() && reader.CurrentDepth > 0)
            {
                if (reader.CurrentDepth == 1 && reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject))
                    length++;
            }

            return !reader.Read(); // throws at other text
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Returns the JSON in the cell, nested at most 64 levels deep, which the caller disposes; null if it is not JSON.</summary>
    public static JsonDocument? Parse(ReadOnlySpan<byte> cell)
    {
        if (!MayBeJson(cell))
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

    // avoids an exception if the start or the end is already wrong: they are slow, and every cell of a column may be wrong
    private static bool MayBeJson(ReadOnlySpan<byte> cell) =>
        cell.Trim(" \t\r\n"u8) is [(byte)'{', .., (byte)'}'] or [(byte)'[', .., (byte)']'];
}
