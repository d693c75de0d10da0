using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>Cells that hold JSON. Source: RFC 8259</summary>
internal static class JsonText
{
    /// <summary>The JSON in the cell, nested 64 deep at most, to be disposed of; null: it holds something else.</summary>
    public static JsonDocument? Parse(ReadOnlySpan<byte> cell)
    {
        // no exception where it is plain from the start: they cost, and every cell of a column may be wrong
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
            // not JSON, or text behind it
        }

        return null;
    }
}
