using System.Security.Cryptography;
using System.Text;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using DropZone.Targets.Loading;

namespace DropZone.Tests.Targets;

/// <summary>A sealed job in a separate zone, whose output a target receives.</summary>
internal sealed class SealedJob : IDisposable
{
    /// <param name="output">The text of the output.</param>
    /// <param name="columns">Its columns; null: no target needs its rows.</param>
    /// <param name="sha256">Of the delivery; null: that of the output.</param>
    public SealedJob(string output, IReadOnlyList<ReceiptColumn>? columns = null, string? sha256 = null)
    {
        Zone = new SpoolZone();
        Folder = Zone.JobWith((JobFolder.OutputName, output), ("orders-1.csv", output));
        Receipt = new Receipt
        {
            Job = Folder.Name.Text,
            Feed = "orders",
            File = new ReceiptFile(
                "orders-1.csv", null, output.Length, sha256 ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output))), "operator", DateTimeOffset.UnixEpoch),
            Configuration = "0",
            Targets = [],
            Output = columns is null ? null : new ReceiptOutput(',', '"', Header: true, null, columns),
            Version = "test",
        };
    }

    public static IReadOnlyList<ReceiptColumn> IdAndNote { get; } = [new("id", "integer"), new("note", "string") { MissingValues = ["", "n/a"] }];

    public SpoolZone Zone { get; }

    public JobFolder Folder { get; }

    public Receipt Receipt { get; init; }

    /// <summary>The request for a target.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="path">The folder, bucket or database.</param>
    /// <param name="name">The file, key or table.</param>
    /// <param name="target">Its name in the feed.</param>
    public LoadRequest Request(string kind, string path, string name, string target) =>
        new(Folder, Receipt, new ReceiptTarget(kind, path, name, target), Zone.Steps());

    public void Dispose() => Zone.Dispose();
}
