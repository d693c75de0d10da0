using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps;
using DropZone.Targets.Loading;
using DropZone.Tests.Csv.Reading;
using DropZone.Tests.Tables;

namespace DropZone.Tests.Targets.Values;

/// <summary>A random file of one row with one typed column, converted by any step and output form, and what must arrive of it.</summary>
internal sealed class ValueFile : IDisposable
{
    private static readonly string[] CellSteps = ["trim", "default", "upper", "lower", "title", "normalize-space", "unicode", "replace", "pad", "mask", "number", "date", "datetime", "hash"];

    private SealedJob? _job;

    private ValueFile(Field field, string? plain) => (Field, Plain) = (field, plain);

    public Field Field { get; }

    /// <summary>The value of the cell as its schema has it; null: none.</summary>
    public string? Plain { get; }

    /// <summary>The value that a target may refuse: <see cref="Plain"/>, or what a `default` may have filled in.</summary>
    public string? Refusable => Plain ?? (Step == "default" && IsOwn ? "" : null);

    /// <summary>The key of the step; null: none.</summary>
    public string? Step { get; private set; }

    /// <summary>Whether the step writes the typed column.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Whether the step may write other values into the typed column.</summary>
    public bool IsEdited { get; private set; }

    public OutputTable Output { get; private set; } = null!;

    /// <summary>The columns that the step derives of the typed one alone.</summary>
    public IReadOnlyList<string> Derived { get; private set; } = [];

    public string Text { get; private set; } = "";

    /// <summary>Returns null if the rules refuse the row.</summary>
    public static ValueFile? Of(Random random, FieldType? only = null)
    {
        var type = only ?? random.Pick(Enum.GetValues<FieldType>());
        var (field, cells) = ValueSamples.Of(random, type);
        var nullSequence = random.Pick(null, "NULL", "", "\\N");
        var missing = random.Pick<string[]>([""], ["", "n/a"], ["-"]);
        var (raw, plain) = Cell(random, random.Pick([.. cells]), nullSequence, missing);
        var schema = new TableSchema { Fields = [new Field { Name = "id" }, field, new Field { Name = "other" }] };
        if (missing.Length > 1 || missing[0].Length > 0)
            schema = schema with { MissingValues = missing };
        var columns = new List<string> { "id", "v", "other" };
        var file = new ValueFile(field, plain);
        var steps = file.Steps(random, columns);
        var rules = new RuleSet
        {
            Dialects = [new Dialect { NullSequence = nullSequence }],
            Schemas = [schema],
            Steps = steps,
            AreRead = true,
            References = [RandomSteps.Reference],
            Output = new OutputDialect { Quoting = random.Pick(Quoting.AsRead, Quoting.Minimal, Quoting.All, Quoting.Text), Delimiter = random.Pick<char?>(null, ';'), Header = random.Pick<bool?>(null, false) },
        };
        var table = Table.Run($"id,v,other\n1,{raw},x\n", rules);
        if (!table.Result.Valid || table.Result.Rows.Out == 0)
            return null;
        file.Text = $"{raw} as {type} {field.Format}, nullSequence {nullSequence ?? "none"}, missing [{string.Join('|', missing)}], step {file.Step}, {rules.Output.Quoting}: {table.Output}";
        file.Output = table.Result.Output!;
        file._job = new SealedJob(table.Output);
        return file;
    }

    /// <summary>The request of a target for the rows.</summary>
    public LoadRequest Request(string kind, string path, string name) =>
        _job!.Request(kind, path, name, kind) with { Receipt = _job.Receipt with { Output = ReceiptOutput.Of(Output) } };

    public DropZone.Zone Zone => _job!.Zone.Zone;

    public void Dispose() => _job?.Dispose();

    private static (string Raw, string? Plain) Cell(Random random, (string Cell, string Plain) sample, string? nullSequence, string[] missing)
    {
        if (random.Next(4) == 0)
            return (nullSequence is not null && random.Next(2) == 0 ? nullSequence : random.Pick(missing), null);
        var mustQuote = sample.Cell.AsSpan().IndexOfAny(",\"\n") >= 0 || sample.Cell == nullSequence;
        var raw = mustQuote || random.Next(3) == 0 ? $"\"{sample.Cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : sample.Cell;
        return (raw, missing.Contains(sample.Cell) ? null : sample.Plain);
    }

    private IReadOnlyList<TransformStep> Steps(Random random, List<string> columns)
    {
        if (random.Next(3) == 0)
            return [];
        Step = random.Pick([.. RandomSteps.Generators.Keys]);
        var own = CellSteps.Contains(Step) && random.Next(2) == 0 && Step switch
        {
            "date" or "datetime" => Field.Type is FieldType.Date or FieldType.DateTime or FieldType.String or FieldType.Any,
            "number" => Field.Type is FieldType.Integer or FieldType.Number or FieldType.String or FieldType.Any,
            _ => true,
        };
        if (own)
        {
            IsOwn = true;
            IsEdited = Step is not ("trim" or "normalize-space" or "unicode" or "default") || Field.Type is FieldType.String or FieldType.Any;
            return [RandomSteps.Generators[Step](random, ["v"])];
        }

        if (Step is "add" or "split-column" or "join-columns" && random.Next(2) == 0)
        {
            var before = columns.ToList();
            List<string> source = ["v"];
            var step = Step == "add" ? new DropZone.Tables.Transform.Steps.Column.AddStep(new Dictionary<string, string> { ["n,1"] = "{v}" }) : RandomSteps.Generators[Step](random, source);
            Derived = Step == "add" ? ["n,1"] : [.. source.Skip(1).Except(before)];
            return [step];
        }

        return [RandomSteps.Generators[Step](random, Step is "select" or "drop" or "rename" or "deduplicate" or "reorder" ? columns : ["other"])];
    }

    public override string ToString() => new StringBuilder(Text).Replace("\n", "⏎").ToString();
}
