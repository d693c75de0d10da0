using System.IO.Abstractions;
using BenchmarkDotNet.Attributes;
using DropZone.Configuration;
using DropZone.Feeds;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Benchmarks.Parts;

/// <summary>The rows of <see cref="OrdersFile"/> without files: by one thread, and in blocks.</summary>
[MemoryDiagnoser]
[InProcess]
public class ConversionBenchmarks
{
    private const int Megabytes = 20;
    private byte[] table = [];
    private TableConversion conversion = null!;

    /// <summary>0: row by row.</summary>
    [Params(0, 1 << 18, 1 << 20, 1 << 22)]
    public int BlockSize { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var folder = Directory.CreateTempSubdirectory("dropzone-benchmark-").FullName;
        try
        {
            OrdersFile.Write($"{folder}/orders.csv", Megabytes * 1_000_000);
            table = File.ReadAllBytes($"{folder}/orders.csv");
            Directory.CreateDirectory($"{folder}/feeds.d");
            File.WriteAllText($"{folder}/feeds.d/orders.yaml", OrdersFile.Feed);
            conversion = ConfigurationReader.Read(new FileSystem(), folder, out _)!.FeedNamed("orders")!.Conversion;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Benchmark]
    public long Rows() => conversion.Run(
        new MemoryStream(table), new ConversionOutput(Stream.Null, null, () => new MemoryStream()) { BlockSize = BlockSize },
        new SourceFacts("orders.csv", DateTimeOffset.UnixEpoch, new Lazy<string>(""), "job"), CancellationToken.None).Rows.Out;
}
