using System.IO.Abstractions;
using BenchmarkDotNet.Attributes;
using DropZone.Configuration;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Benchmarks.Parts;

/// <summary>Converts the rows of <see cref="OrdersFile"/> in memory: row by row on one thread, and in blocks.</summary>
[MemoryDiagnoser]
[InProcess]
public class ConversionBenchmarks
{
    private const int Megabytes = 20;
    private byte[] _table = [];
    private TableConversion _conversion = null!;

    /// <summary>Block size in bytes; 0 converts row by row.</summary>
    [Params(0, 1 << 18, 1 << 20, 1 << 22)]
    public int BlockSize { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var folder = Directory.CreateTempSubdirectory("dropzone-benchmark-").FullName;
        try
        {
            OrdersFile.Write($"{folder}/orders.csv", Megabytes * 1_000_000);
            _table = File.ReadAllBytes($"{folder}/orders.csv");
            Directory.CreateDirectory($"{folder}/feeds.d");
            File.WriteAllText($"{folder}/feeds.d/orders.yaml", OrdersFile.Feed);
            _conversion = ConfigurationReader.Read(new FileSystem(), folder, out _)!.FeedNamed("orders")!.Conversion;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Benchmark]
    public long Rows() => _conversion.Run(
        new MemoryStream(_table), new ConversionOutput(Stream.Null, null, () => new MemoryStream()) { BlockSize = BlockSize },
        new SourceFacts("orders.csv", DateTimeOffset.UnixEpoch, new Lazy<string>(""), "job"), CancellationToken.None).Rows.Out;
}
