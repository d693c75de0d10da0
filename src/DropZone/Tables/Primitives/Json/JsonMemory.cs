using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>The memory that a cell takes as a <see cref="JsonDocument"/>: up to thirty times its size.</summary>
internal static class JsonMemory
{
    /// <summary>The size in bytes of cells that are not measured: even of the densest JSON they take less than two megabytes.</summary>
    private const int Small = 64 * 1024;

    /// <summary>A document has 12 bytes for each value and each end of an array or object, in an array that doubles: the old and the new one.</summary>
    private const int OfToken = 36;

    /// <summary>Returns the memory in bytes; 0 for a small cell.</summary>
    public static long Of(ReadOnlySpan<byte> cell)
    {
        if (cell.Length <= Small)
            return 0;
        long tokens = 0;
        try
        {
            var reader = new Utf8JsonReader(cell);
            while (reader.Read())
                tokens++;
        }
        catch (JsonException)
        {
            // the document ends here, too
        }

        return (cell.Length * 2L) + (tokens * OfToken);
    }
}
