using System.Text.Json;
using DropZone.Rules;

namespace DropZone.Spool;

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

    public required IReadOnlyList<ReceiptTarget> Targets { get; init; }

    /// <summary>Of the program that sealed it.</summary>
    public required string Version { get; init; }

    /// <exception cref="IOException">The file cannot be read, or is no receipt of a format we know.</exception>
    public static Receipt Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var receipt = JsonSerializer.Deserialize(stream, SpoolJson.Default.Receipt);
            return receipt is { Format: CurrentFormat, File: not null, Targets.Count: > 0 }
                ? receipt
                : throw new IOException($"{path} has format {receipt?.Format}, or lacks its file or targets; this version reads {CurrentFormat}");
        }
        catch (JsonException damaged)
        {
            throw new IOException($"{path} is no receipt: {damaged.Message}", damaged);
        }
    }
}
