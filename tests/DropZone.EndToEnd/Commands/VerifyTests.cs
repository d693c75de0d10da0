using System.IO.Compression;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone verify</c> of the built program.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TestZone _zone = new();

    public VerifyTests()
    {
        using var service = DropZoneProcess.RunService(_zone);
        for (var i = 0; i < 4; i++)
            _zone.Drop($"orders-{i}.csv", $"id,country\n{i},de\n");
        _zone.Drop("orders-bad.csv", "id,country\nx,de\n");
        Until.True(() => _zone.Ended() == 5 && _zone.Jobs("working").Count == 0, () => service.Output);
        service.Stop().ShouldBe(0);
    }

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void Intact_compressed_and_swept_originals_differ_from_no_receipt()
    {
        Verify().ShouldBe((0, "4 originals intact, 0 differ, 0 removed earlier"));
        using (var packed = new GZipStream(File.Create(Original(1) + ".gz"), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(Original(1)));
        File.Delete(Original(1));
        File.Delete(Original(2));
        Verify().ShouldBe((0, "3 originals intact, 0 differ, 1 removed earlier"));
        Verify("--feed", "other").ShouldBe((0, "0 originals intact, 0 differ, 0 removed earlier"));
        Verify("--feed", "orders", "--since", "1h").Output.ShouldStartWith("3 originals intact");
    }

    [Fact]
    public void What_differs_is_listed_and_the_exit_code_is_1()
    {
        File.AppendAllText(Original(0), "9,xx\n");
        File.WriteAllText(Original(1) + ".gz", "no gzip");
        File.Delete(Original(1));
        using (var packed = new GZipStream(File.Create(Original(2) + ".gz"), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(Original(2)).AsSpan()[..^1]);
        File.Delete(Original(2));
        File.Delete($"{Path.GetDirectoryName(Original(3))}/receipt.json");
        var (exitCode, output) = Verify();
        exitCode.ShouldBe(1, output);
        output.ShouldMatch(@"differs: \S+-orders-0\.csv/orders-0\.csv: its SHA-256 is [0-9a-f]{64}, in the receipt [0-9a-f]{64}\n");
        output.ShouldContain("orders-1.csv: the compressed original is damaged");
        output.ShouldMatch(@"differs: \S+orders-2\.csv\.gz: its SHA-256 is");
        output.ShouldContain("orders-3.csv: the receipt is missing");
        output.ShouldContain("0 originals intact, 4 differ, 0 removed earlier\nRestore the originals that differ from a backup");
    }

    [Fact]
    public void A_damaged_receipt_is_reported_with_exit_code_4()
    {
        File.WriteAllText($"{Path.GetDirectoryName(Original(0))}/receipt.json", "{");
        var (exitCode, output) = Verify();
        exitCode.ShouldBe(4, output);
        output.ShouldContain("3 originals intact, 0 differ, 0 removed earlier, 1 could not be read");
    }

    private string Original(int number) => $"{_zone.Jobs("archive").Single(job => job.EndsWith($"-orders-{number}.csv", StringComparison.Ordinal))}/orders-{number}.csv";

    private (int ExitCode, string Output) Verify(params string[] options) => DropZoneProcess.Run(["verify", .. options, "--zone", _zone.Root]);
}
