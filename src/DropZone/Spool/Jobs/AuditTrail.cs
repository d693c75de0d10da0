using System.Text.Json;
using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Spool.Jobs;

/// <summary>What was done to a job by hand, as <c>audit.jsonl</c> in its folder has it: one JSON object a line, the oldest first.</summary>
public static class AuditTrail
{
    /// <summary>All that can be read; a line that is damaged is passed over, as it says nothing of the others.</summary>
    /// <param name="folder">The job's.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static IReadOnlyList<AuditEntry> Of(string folder)
    {
        var path = $"{folder}/{JobFolder.AuditName}";
        return FileStatus.At(path) is null ? [] : [.. File.ReadLines(path).Select(Entry).OfType<AuditEntry>()];
    }

    /// <summary>The line of an entry, its end included.</summary>
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
