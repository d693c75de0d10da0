using DropZone.Rules.Fields;
using DropZone.Rules.Output;

namespace DropZone.Rules;

/// <summary>
/// Validates and transforms a table in one streaming pass; memory does not grow with the file, but for the digests of unique fields.
/// Immutable once compiled: many threads may run one conversion at a time.
/// </summary>
public sealed class Conversion
{
    private Conversion(RuleSet rules, FieldCheck[] checks, OutputPlan? plan, ByteTexts missing)
    {
        Rules = rules;
        Checks = checks;
        Plan = plan;
        Missing = missing;
    }

    internal RuleSet Rules { get; }

    /// <summary>In the order of the fields.</summary>
    internal FieldCheck[] Checks { get; }

    /// <summary>Null: it is made when the header is read.</summary>
    internal OutputPlan? Plan { get; }

    internal ByteTexts Missing { get; }

    /// <summary>Compiles rules. Returns null and the problems if a rule cannot be compiled.</summary>
    public static Conversion? Compile(RuleSet rules, out IReadOnlyList<RuleProblem> problems)
    {
        var compiler = new RuleCompiler(rules);
        compiler.CheckDialect();
        var checks = compiler.Fields();
        var plan = compiler.Plan();
        problems = compiler.Problems;
        return problems.Count == 0 ? new Conversion(rules, [.. checks.OfType<FieldCheck>()], plan, compiler.Missing) : null;
    }

    /// <summary>
    /// Reads the table from <paramref name="input"/> to its end and writes the transformed table to <paramref name="output"/>.
    /// What was written counts only if the result is valid: after the first error nothing more is written.
    /// Neither stream is closed. Throws only what the streams throw, and <see cref="OperationCanceledException"/>.
    /// </summary>
    public ConversionResult Run(Stream input, Stream output, SourceFacts facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var run = new ConversionRun(this, input, output, facts, cancellation);
        return run.Execute();
    }
}
