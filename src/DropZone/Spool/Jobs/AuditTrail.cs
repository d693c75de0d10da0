using System.Text.Json;
using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Spool.Jobs;

/// <summary>The actions of operators on a job, in <c>audit.jsonl</c> of its folder: one JSON object a line, the oldest first.</summary>
public static class AuditTrail
{
    /// <summary>Returns all readable entries. A damaged line is skipped; it does not affect the others.</summary>
    /// <param name="folder">The job's.</param>
    /// <exception cref="IOException">The file exists and cannot be read.</exception>
    public static IReadOnlyList<AuditEntry> Of(string folder)
    {
        var path = $"{folder}/{JobFolder.AuditName}";
        return FileStatus.At(path) is null ? [] : [.. File.ReadLines(path).Select(Entry).OfType<AuditEntry>()];
    }

    /// <summary>Returns the line of an entry, with its line feed.</summary>
    internal static byte[] Line(AuditEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry, AuditJson.Default.AuditEntry), (byte)'\n'];

    private static AuditEntry? Entry(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
