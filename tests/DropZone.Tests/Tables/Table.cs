using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Steps;
using Shouldly;

namespace DropZone.Tests.Tables;

/// <summary>Runs a text through rules and keeps the results.</summary>
internal sealed class Table
{
    private Table(ConversionResult result, byte[] bytes)
    {
        Result = result;
        Bytes = bytes;
    }

    public ConversionResult Result { get; }

    /// <summary>The output as it was written.</summary>
    public byte[] Bytes { get; }

    /// <summary>The output, read as UTF-8.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes);

    public TableError Error => Result.Errors.ShouldHaveSingleItem();

    public static RuleSet Rules(params Field[] fields) => new() { Schemas = [new TableSchema { Fields = fields }] };

    public static RuleSet Steps(params TransformStep[] steps) => new() { Steps = steps };

    public static Field Field(string name, FieldType type = FieldType.String, Constraints? constraints = null) =>
        new() { Name = name, Type = type, Constraints = constraints ?? new Constraints() };

    public static Table Run(string text, RuleSet? rules = null, int chunk = int.MaxValue, RecordKeys? records = null) =>
        Run(Encoding.UTF8.GetBytes(text), rules, chunk, records);

    public static Table Run(byte[] bytes, RuleSet? rules = null, int chunk = int.MaxValue, RecordKeys? records = null)
    {
        var conversion = TableConversion.Compile(rules ?? new RuleSet(), out var problems);
        problems.ShouldBeEmpty();
        using var input = new ChunkedStream(bytes, chunk);
        using var output = new MemoryStream();
        var result = conversion!.Run(input, new ConversionOutput(output, null, () => new MemoryStream()) { RecordKeys = records }, Facts.Of("orders.csv", "job-7"), TestContextCancellation);
        var rows = result.Rows;
        rows.In.ShouldBe(rows.Out + rows.Filtered + rows.Deduplicated + rows.Rejected);
        return new Table(result, output.ToArray());
    }

    public static IReadOnlyList<RuleProblem> Problems(RuleSet rules)
    {
        TableConversion.Compile(rules, out var problems).ShouldBeNull();
        return problems;
    }

    public static RuleSet With(char? delimiter) => new() { Dialects = [new Dialect { Delimiter = delimiter }] };

    private static CancellationToken TestContextCancellation => Xunit.TestContext.Current.CancellationToken;
}
