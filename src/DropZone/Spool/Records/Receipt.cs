using System.Text.Json;
using System.Text.Json.Serialization;
using DropZone.Tables.Conversion;

namespace DropZone.Spool.Records;

/// <summary>What a sealed job is: <c>receipt.json</c>. Later versions add members, never change these.</summary>
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

    /// <summary>Where the bundle of the rejected rows goes, relative to the zone; null: no split.</summary>
    public string? Split { get; init; }

    /// <summary>How many keys of delivered rows lie beside it; null: the feed does not look at earlier files.</summary>
    public long? RecordKeys { get; init; }

    /// <summary>What came before with the same content, so that this was not delivered; null: nothing.</summary>
    public EarlierDelivery? Duplicate { get; init; }

    /// <summary>Where the output goes; empty only for a duplicate.</summary>
    public required IReadOnlyList<ReceiptTarget> Targets { get; init; }

    /// <summary>How the output is read again; null: no target asks for its rows.</summary>
    public ReceiptOutput? Output { get; init; }

    /// <summary>The inode of the output, by which it is known under whatever name; null: a duplicate has none, nor has what an earlier version sealed.</summary>
    public ulong? OutputInode { get; init; }

    /// <summary>Of the program that sealed it.</summary>
    public required string Version { get; init; }

    /// <summary>Where the output is, as told to people.</summary>
    [JsonIgnore]
    public string Places => PlacesWith(null);

    /// <summary>The same, once the path of the output in the zone is known.</summary>
    public string PlacesWith(string? path) => string.Join(" and ", Targets.Select(target => target.IsDirectory && path is not null ? path : target.Place));

    /// <summary>Whether the file holds no JSON: torn, emptied, overwritten. One of another format is not damaged.</summary>
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

    /// <exception cref="IOException">The file cannot be read, or is no receipt of a format we know.</exception>
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
