using System.Text;
using DropZone.Configuration.Transform;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using DropZone.Tests.Csv.Reading;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Transform;

/// <summary>Properties of any table with any steps and any output. A failure prints its seed.</summary>
public sealed class TransformPropertyTests
{
    private static readonly string[] Encodings = ["utf-8", "utf-8", "utf-16", "utf-16BE", "windows-1252", "iso-2022-jp"];

    [Fact]
    public void Every_step_has_its_generator() =>
        // the effect of an external program is unknown
        StepReader.Names.Except(["command"]).ShouldBeSubsetOf(RandomSteps.Generators.Keys);

    [Fact]
    public void Outputs_are_tables_and_rows_add_up()
    {
        var (counted, rows) = (0, 0L);
        Fuzz.Run(2500, random =>
        {
            var table = RandomTable.Of(random);
            var columns = table.Labels.ToList();
            var steps = RandomSteps.List(random, columns);
            var rules = table.Rules with { Steps = steps, References = [RandomSteps.Reference], Output = Output(random, table.Rules.Dialects[0], columns) };
            var run = Table.Run(table.Bytes, rules); // also checks that all rows are accounted for
            if (!run.Result.Valid && !run.Result.IsSplit)
                return;
            var records = Read(run.Bytes, rules);
            var names = rules.Output.FormulaGuard == FormulaGuard.Escape ? [.. columns.Select(Escaped)] : columns;
            if (rules.Output.Header != false)
            {
                records[0].ShouldBe(names);
                records.RemoveAt(0);
            }

            records.ShouldAllBe(record => record.Count == columns.Count);
            records.Count.ShouldBe((int)run.Result.Rows.Out);
            if (rules.Output.FormulaGuard != FormulaGuard.Off)
                records.ShouldAllBe(record => record.TrueForAll(cell => !Formula.Is(Encoding.UTF8.GetBytes(cell))));
            SaysTheSame(table, rules, records);
            counted++;
            rows += run.Result.Rows.Out;
        });
        // or nothing was tested
        if (counted < 100 || rows < 1000)
            Environment.GetEnvironmentVariable("DROPZONE_FUZZ_ITERATIONS").ShouldNotBeNullOrEmpty($"{counted} outputs, {rows} rows");
    }

    [Fact]
    public void The_sizes_of_reads_do_not_change_the_output() => Fuzz.Run(600, random =>
    {
        var table = RandomTable.Of(random);
        var columns = table.Labels.ToList();
        var steps = RandomSteps.List(random, columns);
        var rules = table.Rules with { Steps = steps, References = [RandomSteps.Reference], Output = Output(random, table.Rules.Dialects[0], columns) };
        var whole = Table.Run(table.Bytes, rules);
        foreach (var chunk in new[] { table.Bytes.Length < 5000 ? 1 : 997, random.Next(1, 70_000) })
        {
            var parts = Table.Run(table.Bytes, rules, chunk);
            parts.Result.Errors.ShouldBe(whole.Result.Errors, $"chunk {chunk}");
            parts.Result.Rows.ShouldBe(whole.Result.Rows, $"chunk {chunk}");
            parts.Bytes.ShouldBe(whole.Bytes, $"chunk {chunk}");
        }
    });

    [Fact]
    public void Idempotent_steps_give_the_same_bytes_again() => Fuzz.Run(2000, random =>
    {
        var table = RandomTable.Of(random, isPlain: true);
        var columns = table.Labels.ToList();
        var steps = IdempotentSteps(random, columns);
        var rules = table.Rules with { Schemas = [], Steps = steps, References = [RandomSteps.Reference], Output = Output(random, table.Rules.Dialects[0], columns) };
        var first = Table.Run(table.Bytes, rules);
        if (!first.Result.Valid && !first.Result.IsSplit)
            return;
        if (first.Bytes.Length == 0 || first.Result.Rows.Out == 0)
            return;
        var again = rules with
        {
            Dialects = [Written(rules)],
            Schemas = rules.Output.Header == false ? [new TableSchema { Fields = [.. columns.Select(name => new Field { Name = name })] }] : [],
        };
        var second = Table.Run(first.Bytes, again);
        second.Result.Errors.ShouldBeEmpty();
        second.Bytes.ShouldBe(first.Bytes);
    });

    /// <summary>One edit a column at most: the edit of another could undo it.</summary>
    private static List<TransformStep> IdempotentSteps(Random random, List<string> columns)
    {
        var steps = new List<TransformStep>();
        if (random.Next(3) == 0)
        {
            // with the column that is never empty, or a row may be blank
            columns.RemoveAll(name => name != "id" && random.Next(2) == 0);
            columns.Reverse();
            steps.Add(new SelectStep([.. columns]));
        }

        foreach (var name in columns.Where(name => name != "id"))
        {
            TransformStep? step = random.Next(10) switch
            {
                0 => new TrimStep([name]),
                1 => new UpperStep([name]),
                2 => new LowerStep([name]),
                3 => new TitleStep([name]),
                4 => new NormalizeSpaceStep([name]),
                5 => new NumberStep(new Dictionary<string, NumberForm> { [name] = new(".", "", random.Pick<int?>(null, 0, 2), MidpointRounding.ToEven) }),
                6 => new DateStep(new Dictionary<string, string> { [name] = "%Y-%m-%d" }),
                7 => new DefaultStep(new Dictionary<string, string> { [name] = random.Pick("0", "=x", "a,b") }),
                8 => new FilterStep(true, [new Comparison(name, ComparisonKind.NotEqual, ["7"])]),
                _ => null,
            };
            if (step is not null)
                steps.Add(step);
        }

        return steps;
    }

    /// <summary>One that fits the dialect of the file and the names of the columns.</summary>
    private static OutputDialect Output(Random random, Dialect dialect, List<string> columns)
    {
        if (random.Next(5) == 0)
            return new OutputDialect();
        var output = new OutputDialect
        {
            Delimiter = random.Pick<char?>(null, null, ',', ';', '\t', '|', ' '),
            QuoteChar = random.Pick<char?>(null, null, '"', '\'', '~'),
            Quoting = random.Pick(Quoting.AsRead, Quoting.AsRead, Quoting.Minimal, Quoting.All, Quoting.Text),
            LineTerminator = random.Pick("\n", "\n", "\r\n", "\r"),
            Encoding = random.Pick(Encodings),
            Header = random.Pick<bool?>(null, true, false),
            Gzip = random.Next(4) == 0,
            FormulaGuard = random.Pick(FormulaGuard.Off, FormulaGuard.Escape, FormulaGuard.Reject),
        };
        output = output with { ByteOrderMark = output.Encoding!.StartsWith("utf", StringComparison.Ordinal) && random.Next(3) == 0 };
        if (output.Encoding is { } name && EncodableText.Of(EncodingName.Find(name)!) is { } text && columns.Exists(label => !text.Holds(Encoding.UTF8.GetBytes(label))))
            output = output with { Encoding = null };
        if (output.FormulaGuard == FormulaGuard.Reject && columns.Exists(label => Escaped(label) != label))
            output = output with { FormulaGuard = FormulaGuard.Escape };
        return OutputDialectCheck.Problems(output, [dialect]).Any() ? output with { Delimiter = '\t', QuoteChar = '"' } : output;
    }

    /// <summary>The dialect in which the output can be read.</summary>
    private static Dialect Written(RuleSet rules) => new()
    {
        Delimiter = rules.Output.Delimiter ?? rules.Dialects[0].Delimiter,
        QuoteChar = rules.Output.QuoteChar ?? rules.Dialects[0].QuoteChar,
        LineTerminator = rules.Output.LineTerminator,
        Encoding = rules.Output.Encoding,
        Header = rules.Output.Header ?? true,
    };

    /// <summary>All records, the header too; each of them is sound.</summary>
    private static List<List<string>> Read(byte[] bytes, RuleSet rules)
    {
        var records = new List<List<string>>();
        using var reader = new FileRecordReader(new MemoryStream(bytes), Written(rules) with { Header = false });
        while (reader.Read() is var outcome && outcome != ReadOutcome.End)
        {
            if (outcome == ReadOutcome.Stopped && reader.Fault!.Code == ErrorCode.EmptyFile)
                break;
            outcome.ShouldBe(ReadOutcome.Record, reader.Fault?.ToString());
            records.Add([.. Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.Cell(i)))]);
        }

        reader.HasByteOrderMark.ShouldBe(rules.Output.ByteOrderMark);
        return records;
    }

    /// <summary>Asserts that the dialect changes the format, not the values of cells.</summary>
    private static void SaysTheSame(RandomTable table, RuleSet rules, List<List<string>> records)
    {
        var plain = rules with { Output = new OutputDialect() };
        var expected = Table.Run(table.Bytes, plain);
        if (expected.Result.Rows != Table.Run(table.Bytes, rules).Result.Rows)
        {
            (rules.Output.FormulaGuard == FormulaGuard.Reject || rules.Output.Encoding is "windows-1252" or "iso-2022-jp").ShouldBeTrue();
            return;
        }

        var cells = Read(expected.Bytes, plain).Skip(1);
        records.ShouldBe(rules.Output.FormulaGuard == FormulaGuard.Escape ? cells.Select(record => record.ConvertAll(Escaped)) : cells);
    }

    private static string Escaped(string cell) => Formula.Is(Encoding.UTF8.GetBytes(cell)) ? "'" + cell : cell;
}
