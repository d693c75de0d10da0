using System.Text.Json;
using System.Text.Json.Serialization;
using DropZone.Tables.Conversion;

namespace DropZone.Spool.Records;

/// <summary>The seal of a job: <c>receipt.json</c>. Later versions add members, never change these.</summary>
public sealed record Receipt
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Job { get; init; }

    public required string Feed { get; init; }

    public required ReceiptFile File { get; init; }

    public DateTimeOffset Claimed { get; init; }

    public DateTimeOffset Sealed { get; init; }

    /// <summary>SHA-256 of the feed's configuration, hex.</summary>
    public required string Configuration { get; init; }

    public RowCounts Rows { get; init; }

    /// <summary>The quarantine folder of the rejected rows, relative to the zone; null if this is no split.</summary>
    public string? Split { get; init; }

    /// <summary>The number of keys of delivered rows next to it; null if the feed does not check rows against earlier files.</summary>
    public long? RecordKeys { get; init; }

    /// <summary>The earlier delivery of the same content, because of which this was not delivered; null if there is none.</summary>
    public EarlierDelivery? Duplicate { get; init; }

    /// <summary>The places that receive the output; empty only for a duplicate.</summary>
    public required IReadOnlyList<ReceiptTarget> Targets { get; init; }

    /// <summary>How the output is read again; null if no target takes its rows.</summary>
    public ReceiptOutput? Output { get; init; }

    /// <summary>The inode of the output, by which it is recognised under any name; null for a duplicate, or if an earlier version sealed the job.</summary>
    public ulong? OutputInode { get; init; }

    /// <summary>The version of the program that sealed it.</summary>
    public required string Version { get; init; }

    /// <summary>The places of the output, for people.</summary>
    [JsonIgnore]
    public string Places => PlacesWith(null);

    /// <summary>The same, once the path of the output in the zone is known.</summary>
    public string PlacesWith(string? path) => string.Join(" and ", Targets.Select(target => target.IsDirectory && path is not null ? path : target.Place));

    /// <summary>Whether the file contains no JSON object: truncated, emptied, overwritten. A receipt of another format is not damaged.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsDamaged(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            return document.RootElement.ValueKind != JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <exception cref="IOException">The file cannot be read, or is no receipt of a supported format.</exception>
    public static Receipt Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var receipt = JsonSerializer.Deserialize(stream, SpoolJson.Default.Receipt);
            return receipt is { Format: CurrentFormat, File: not null } and ({ Targets.Count: > 0 } or { Targets: not null, Duplicate: not null })
                ? receipt
                : throw new IOException($"{path} has format {receipt?.Format}, or lacks its file or targets; this version reads {CurrentFormat}");
        }
        catch (JsonException damaged)
        {
            throw new IOException($"{path} is no receipt: {damaged.Message}", damaged);
        }
    }
}
