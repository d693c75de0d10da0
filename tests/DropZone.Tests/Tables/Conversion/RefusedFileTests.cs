using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Row;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>A file that is refused already is not read to its end: it may be a sparse file of terabytes.</summary>
public sealed class RefusedFileTests
{
    private const int MaxRead = 8 << 20;
    private static readonly byte[] Nuls = new byte[64 * 1024];

    [Theory]
    [InlineData("", 1, 0)]
    [InlineData("id\n", 2, 3)]
    [InlineData("id\n1\n2\n", 4, 7)]
    [InlineData("id\n1\n\"2", 3, 7)]
    public void A_run_of_NUL_bytes_ends_the_reading(string start, int line, int offset)
    {
        using var file = new EndlessFile(Encoding.UTF8.GetBytes(start), Nuls);
        var error = Run(file, new RuleSet()).Errors[^1];
        (error.Code, error.Line, error.Byte).ShouldBe((ErrorCode.NulByte, line, offset));
        error.Message.ShouldStartWith($"The file has only NUL bytes from offset {offset}, for more than 512 KiB; expected text.");
        file.Position.ShouldBeLessThan(MaxRead);
    }

    [Fact]
    public void A_run_of_NUL_bytes_after_many_rows_ends_the_reading()
    {
        var start = Encoding.UTF8.GetBytes("id\n" + string.Concat(Enumerable.Repeat("12345\n", 1_000_000)));
        using var file = new EndlessFile(start, Nuls);
        Run(file, new RuleSet()).Errors.ShouldHaveSingleItem().Code.ShouldBe(ErrorCode.NulByte);
        file.Position.ShouldBeLessThan(start.Length + MaxRead);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void A_run_of_NUL_characters_in_another_encoding_ends_the_reading(string encoding)
    {
        using var file = new EndlessFile([], Nuls);
        Run(file, new RuleSet { Dialects = [new Dialect { Encoding = encoding }] }).Valid.ShouldBeFalse();
        file.Position.ShouldBeLessThan(MaxRead);
    }

    [Fact]
    public void A_file_that_must_be_read_twice_is_not_copied_beyond_a_run_of_NUL_bytes()
    {
        using var file = new EndlessFile("id\n1\n"u8.ToArray(), Nuls);
        Run(file, Table.Steps(new DeduplicateStep(["id"], LastWins: true, Window: null))).Errors[^1].Code.ShouldBe(ErrorCode.NulByte);
        file.Position.ShouldBeLessThan(MaxRead);
    }

    [Fact]
    public void A_wrong_header_ends_the_reading_after_some_rows()
    {
        using var file = new EndlessFile("other\n"u8.ToArray(), "1\n2\n"u8.ToArray());
        var result = Run(file, Table.Rules(Table.Field("id")));
        result.Counts.Keys.ShouldContain(ErrorCode.IncorrectLabel);
        result.IsCut.ShouldBeTrue();
        file.Position.ShouldBeLessThan(MaxRead);
    }

    [Fact]
    public void Bad_rows_end_the_reading_unless_the_feed_splits_files()
    {
        using var file = new EndlessFile("id\n"u8.ToArray(), "x\n"u8.ToArray());
        Run(file, Table.Rules(Table.Field("id", FieldType.Integer))).IsCut.ShouldBeTrue();
        file.Position.ShouldBeLessThan(MaxRead);

        using var split = new EndlessFile("id\n1\n"u8.ToArray(), "x\n"u8.ToArray(), MaxRead);
        Run(split, Table.Rules(Table.Field("id", FieldType.Integer)) with { BadRows = BadRows.Split }).IsCut.ShouldBeFalse();
        split.Position.ShouldBe(MaxRead);
    }

    private static ConversionResult Run(Stream file, RuleSet rules) => TableConversion.Compile(rules, out _)!.Run(
        file, new ConversionOutput(Stream.Null, null, () => new MemoryStream()) { MaxReadAfterRefusal = 1 << 20 }, Facts.Of("orders.csv", "job-7"), TestContext.Current.CancellationToken);

    /// <summary>A start, and then the same text again and again.</summary>
    private sealed class EndlessFile(byte[] start, byte[] rest, long length = long.MaxValue) : ForwardStream
    {
        private long _position;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_position > 1L << 30)
                throw new InvalidOperationException("The file is read on and on.");
            var count = (int)Math.Min(buffer.Length, length - _position);
            for (var i = 0; i < count; i++, _position++)
                buffer[i] = _position < start.Length ? start[_position] : rest[(_position - start.Length) % rest.Length];
            return count;
        }
    }
}
