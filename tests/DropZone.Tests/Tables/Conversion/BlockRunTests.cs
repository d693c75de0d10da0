using System.Text;
using System.Text.Json;
using CsCheck;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Cell;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>A conversion in parallel blocks has the same result as row by row. A failure prints its seed.</summary>
public sealed class BlockRunTests
{
    [Fact]
    public void Any_table_with_any_steps_has_the_same_result_in_any_blocks()
    {
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[10, 300], Gen.Int[1, 5000]).Sample((seed, size, chunk) =>
        {
            var random = new Random(seed);
            var table = RandomTable.Of(random);
            var rules = table.Rules with
            {
                Steps = random.Next(2) == 0 ? [] : RandomSteps.List(random, [.. table.Labels]),
                References = [RandomSteps.Reference],
            };
            if (TableConversion.Compile(rules, out _) is { } conversion)
                Run(conversion, table.Bytes, size, chunk).ShouldBe(Run(conversion, table.Bytes, 0, chunk));
        }, iter: 2000);
    }

    [Theory]
    [InlineData("1,a\n2,b\n3,c\n4,d\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n3,c\n4,d\n5,e\n6,f")]
    [InlineData("1,a\n2,b\nx,c\n4,d\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n3,c\n4,d\n5,e\nx,f\n")]
    [InlineData("1,a\n2,\"b\n\nb\"\n3,\"\n\"\n4,\"\"\"\n\"\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n3,c\n4,d\n5,\"never closed\n6,f\n")]
    [InlineData("1,a\n2,b\n3,c\"c\n4,d\n5,e\"\n6,f\n")]
    [InlineData("1,a\n2,b\n3,\"c\"c\n4,d\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n\n\n\n5,e\n6,f\n")]
    [InlineData("1,a\r\n2,b\r\n3,c\n4,d\r\n5,e\r\n6,f\r\n")]
    [InlineData("1,a\n2,b\n3,c\r4,d\n5,e\r\n6,f\n")]
    [InlineData("1,a\r2,b\r3,c\r4,d\r5,e\r6,f\r")]
    [InlineData("1,a\r2,b\n3,c\n4,d\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n3,c\n\uFEFF4,d\n5,e\n6,f\n")]
    [InlineData("1,a\n\uFEFF2,b\n3,c\n4,d\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n3,c\n4,\0d\n5,e\n6,f\n")]
    [InlineData("1,a\n2,b\n3\n4,d,d\n5,e\n6,f\n")]
    public void Rows_at_the_edge_of_a_block_have_the_same_result(string rows)
    {
        var fields = Table.Rules(Table.Field("id", FieldType.Integer), Table.Field("text"));
        var conversion = TableConversion.Compile(fields with { Steps = [new UpperStep(["text"])], BadRows = BadRows.Split, BlankRows = BlankRows.Skip }, out _)!;
        var bytes = Encoding.UTF8.GetBytes("id,text\n" + rows);
        for (var size = 4; size < bytes.Length; size++)
            Run(conversion, bytes, size, 7).ShouldBe(Run(conversion, bytes, 0, 7), $"blocks of {size}");
    }

    [Fact]
    public void Bytes_that_are_not_text_are_reported_with_their_place()
    {
        var conversion = TableConversion.Compile(Table.Rules(Table.Field("id", FieldType.Integer), Table.Field("text")), out _)!;
        byte[][] ends = ["\uFFFDx"u8.ToArray(), [0xFF, 0xFE], [0xC3, 0x28], [0xFE, 0xFF, 0x31], [0xC3]];
        foreach (var end in ends)
            for (var at = 0; at < 8; at++)
            {
                byte[] bytes = [.. "id,text\n1,a\n2,b\n3,c\n"u8, .. Enumerable.Repeat("4,d\n"u8.ToArray(), at).SelectMany(row => row), .. end, .. "\n5,e\n6,f\n7,g\n"u8];
                for (var size = 4; size < bytes.Length; size++)
                    Run(conversion, bytes, size, 11).ShouldBe(Run(conversion, bytes, 0, 11), $"blocks of {size}");
            }
    }

    [Fact]
    public void A_long_table_runs_in_blocks_and_a_stop_ends_it()
    {
        var conversion = TableConversion.Compile(Table.Rules(Table.Field("id", FieldType.Integer), Table.Field("text")), out _)!;
        var text = Encoding.UTF8.GetBytes("id,text\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i},text\n")));
        using var stop = new CancellationTokenSource();
        using var output = new StoppingStream(stop);
        Should.Throw<OperationCanceledException>(() =>
            conversion.Run(new MemoryStream(text), new ConversionOutput(output, null, () => new MemoryStream()), Facts.Of("a.csv", "job-7"), stop.Token));
        output.Written.ShouldBeInRange(1 << 18, 3 << 18, "a block came at once, and no other after the stop");
    }

    /// <summary>Returns all results of a run as text.</summary>
    private static string Run(TableConversion conversion, byte[] bytes, int blockSize, int chunk)
    {
        using var input = new ChunkedStream(bytes, chunk);
        using var output = new MemoryStream();
        using var rejects = new MemoryStream();
        var result = conversion.Run(
            input, new ConversionOutput(output, rejects, () => new MemoryStream()) { BlockSize = blockSize }, Facts.Of("orders.csv", "job-7"), CancellationToken.None);
        // good rows before the first error of a bad file may have been written or not
        var rows = result.Valid || result.IsSplit ? Convert.ToHexString(output.ToArray()) : "";
        return $"{JsonSerializer.Serialize(result)}\n{rows}\n{(result.IsSplit ? Convert.ToHexString(rejects.ToArray()) : "")}";
    }

    private sealed class StoppingStream(CancellationTokenSource stop) : MemoryStream
    {
        public long Written { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Written += buffer.Length;
            if (Written > 1000)
                stop.Cancel();
        }
    }
}
