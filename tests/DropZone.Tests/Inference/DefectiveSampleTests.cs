using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Feeds;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Inference;

/// <summary>A sample with a defect is refused, or no row of it is lost or changed under the feed that is inferred from it.</summary>
public sealed class DefectiveSampleTests(ITestOutputHelper output)
{
    private const int TablesOfDefect = 200;

    [Theory]
    [InlineData(nameof(Defect.RaggedRow))]
    [InlineData(nameof(Defect.JoinedFiles))]
    [InlineData(nameof(Defect.StrayFooter))]
    [InlineData(nameof(Defect.MixedDecimalMarks))]
    [InlineData(nameof(Defect.MixedDates))]
    [InlineData(nameof(Defect.PaddedTitles))]
    [InlineData(nameof(Defect.SecondTable))]
    [InlineData(nameof(Defect.EmptyInQuotes))]
    [InlineData(nameof(Defect.TrailingDelimiters))]
    public void No_row_is_lost_or_changed(string defect)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DROPZONE_TEST_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed}; repeat with DROPZONE_TEST_SEED={seed}");
        var random = new Random(seed);
        var accepted = 0;
        for (var i = 0; i < TablesOfDefect; i++)
        {
            var table = DefectiveTable.With(Enum.Parse<Defect>(defect), random);
            if (InferredFeed.TryFrom([Encoding.UTF8.GetBytes(table.Text)], out _) is not { } inferred)
                continue;
            accepted++;
            Compare(inferred.Feed, table, $"table {i} of seed {seed}:\n{table.Text}\n{inferred.Yaml}");
        }

        output.WriteLine($"{accepted} of {TablesOfDefect} accepted");
        if (defect.StartsWith("Mixed", StringComparison.Ordinal) || defect == nameof(Defect.TrailingDelimiters))
            accepted.ShouldBe(TablesOfDefect);
    }

    private static void Compare(Feed feed, DefectiveTable table, string context)
    {
        using var written = new MemoryStream();
        feed.Conversion.Run(new MemoryStream(Encoding.UTF8.GetBytes(table.Text)), new ConversionOutput(written, null, () => new MemoryStream()),
            Facts.Of("sample.csv", "job"), TestContext.Current.CancellationToken).Valid.ShouldBeTrue(context);
        written.Position = 0;
        using var record = new FileRecordReader(written, new Dialect { Delimiter = feed.Rules.Dialects[0].Delimiter, Header = feed.Rules.Dialects[0].Header });
        record.ReadHeader();
        var fields = feed.Rules.Schemas[0].Fields;
        foreach (var row in table.Rows)
        {
            record.Read().ShouldBe(ReadOutcome.Record, context);
            record.CellCount.ShouldBe(row.Length, context);
            for (var i = 0; i < row.Length; i++)
                Meaning(fields[i], record.Cell(i), row[i]).ShouldBe(row[i].Meaning ?? row[i].Text, context);
        }

        record.Read().ShouldBe(ReadOutcome.End, context);
    }

    /// <summary>What a target would read: the value of a cell that is no text in its field.</summary>
    private static object? Meaning(Field field, ReadOnlySpan<byte> cell, MeantCell meant)
    {
        using var plain = new ByteBuffer(64);
        var text = Encoding.UTF8.GetString(cell);
        if (field.Type is not (FieldType.Integer or FieldType.Number or FieldType.Date) || cell.IsEmpty || field.MissingValues?.Contains(text) == true)
            return text == meant.Text ? meant.Meaning ?? text : text;
        if (PlainValue.EditFor(field, false)?.Apply(cell, plain) == EditOutcome.Changed)
            text = Encoding.UTF8.GetString(plain.Written);
        return field.Type == FieldType.Date ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : meant.Meaning is decimal ? decimal.Parse(text, CultureInfo.InvariantCulture) : text;
    }
}
