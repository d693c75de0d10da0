using System.Text.RegularExpressions;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.RegularExpressions;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Row;

namespace DropZone.Tables.Conversion;

/// <summary>
/// Validates and transforms a table in one streaming pass, or two if the last row of a key is kept, and one more if dates have the format <c>any</c>. Memory does not grow with the file, except for keys, whose budget is in
/// <c>docs/developer/design.md</c>. Immutable once compiled: conversions can run concurrently.
/// </summary>
public sealed class TableConversion
{
    private const int CopiedAtOnce = 1 << 18;

    /// <summary>In bytes; enough for a run in any encoding.</summary>
    private const int MaxNuls = NulRun.Max * 8;

    private readonly bool _rulesNeedTwoRuns;
    private readonly bool _hasDateOrders;

    private TableConversion(RuleSet rules, IReadOnlyList<ConversionVariant> variants, bool hasDateOrders)
    {
        _hasDateOrders = hasDateOrders;
        Rules = rules;
        Variants = variants;
        _rulesNeedTwoRuns = rules.Steps.OfType<DeduplicateStep>().Any(step => step.LastWins);
        Footer = rules.FooterMatch is null ? null : LinearRegex.Compile(rules.FooterMatch, out _);
        RequiresDigest = rules.Steps.OfType<TemplateStep>().Any(step => step.RequiresDigest);
    }

    /// <summary>Whether a template uses the digest of the file, so that the file must be read once in advance.</summary>
    public bool RequiresDigest { get; }

    /// <summary>Whether a row of the output can be traced to its row of the file: none depends on the others.</summary>
    public bool CanTrace => !Rules.Steps.Any(step => step is DeduplicateStep);

    internal RuleSet Rules { get; }

    /// <summary>Matches the first line of the footer; null: there is no pattern.</summary>
    internal Regex? Footer { get; }

    /// <summary>In the order in which they are tried; at least one.</summary>
    internal IReadOnlyList<ConversionVariant> Variants { get; }

    /// <summary>Compiles rules. Returns null and the problems if a rule cannot be compiled.</summary>
    public static TableConversion? Compile(RuleSet rules, out IReadOnlyList<RuleProblem> problems)
    {
        var compiler = new RuleCompiler(rules);
        var variants = compiler.Variants();
        problems = [.. compiler.Problems.Distinct()]; // a schema may be compiled twice
        return problems.Count == 0 ? new TableConversion(rules, variants, rules.Schemas.Any(schema => schema.Fields.Any(DateOrderScan.Concerns))) : null;
    }

    /// <summary>Returns the conversion of what a program wrote, whose cells may still have the formats of the table before it.</summary>
    public TableConversion After(OutputTable before) => new(Rules with { Origins = before.Columns }, Variants, _hasDateOrders);

    /// <summary>
    /// Reads the table from <paramref name="input"/> to its end and writes the transformed table.
    /// The output is valid only if the result is valid or a split: without a split nothing more is written after the
    /// first error. No stream is closed. Throws only what the streams throw, and <see cref="OperationCanceledException"/>.
    /// </summary>
    public ConversionResult Run(Stream input, ConversionOutput output, SourceFacts facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return _hasDateOrders ? RunInOrder(input, output, facts, cancellation)
            : _rulesNeedTwoRuns ? RunTwice(input, output, facts, cancellation)
            : RunOnce(input, output, facts, null, cancellation);
    }

    /// <summary>Reads the table first to find the order of day, month and year in its columns. Input that cannot be read twice is copied first.</summary>
    private ConversionResult RunInOrder(Stream input, ConversionOutput output, SourceFacts facts, CancellationToken cancellation)
    {
        using var copy = input.CanSeek ? null : Copy(input, output.Scratch(), cancellation);
        var table = copy ?? input;
        var start = table.Position;
        var ordered = DateOrderScan.Run(this, table, output, cancellation);
        table.Position = start;
        return new TableConversion(Rules, [ordered], hasDateOrders: false).Run(table, output, facts, cancellation);
    }

    /// <summary>The first run finds the rows that are the last of their key. Input that cannot be read twice is copied first.</summary>
    private ConversionResult RunTwice(Stream input, ConversionOutput output, SourceFacts facts, CancellationToken cancellation)
    {
        using var copy = input.CanSeek ? null : Copy(input, output.Scratch(), cancellation);
        var table = copy ?? input;
        var start = table.Position;
        using var last = new LastRows(output.Scratch);
        var first = RunOnce(table, new ConversionOutput(Stream.Null, null, output.Scratch) { Memory = output.Memory, MaxReadAfterRefusal = output.MaxReadAfterRefusal }, facts, last, cancellation);
        if (output.Memory.NeedsTurn)
            return first;
        last.Finish();
        table.Position = start;
        return RunOnce(table, output, facts, last, cancellation);
    }

    private ConversionResult RunOnce(Stream input, ConversionOutput output, SourceFacts facts, LastRows? last, CancellationToken cancellation)
    {
        using var run = new ConversionRun(this, input, output, facts, last, cancellation);
        return run.Execute();
    }

    private static Stream Copy(Stream input, Stream copy, CancellationToken cancellation)
    {
        var block = new byte[CopiedAtOnce];
        var nuls = default(NulRun);
        for (var read = input.Read(block); read > 0; read = input.Read(block))
        {
            copy.Write(block, 0, read);
            nuls.Add(block.AsSpan(0, read));
            if (nuls.Length > MaxNuls)
                break; // the run refuses the file here
            cancellation.ThrowIfCancellationRequested();
        }

        copy.Position = 0;
        return copy;
    }
}
