namespace DropZone.Rules;

/// <summary>
/// Validates and transforms a table in one streaming pass; memory does not grow with the file, but for the keys that
/// <c>docs/design.md</c> gives a budget. Immutable once compiled: many threads may run one conversion at a time.
/// </summary>
public sealed class Conversion
{
    private Conversion(RuleSet rules, IReadOnlyList<ConversionVariant> variants)
    {
        Rules = rules;
        Variants = variants;
    }

    internal RuleSet Rules { get; }

    /// <summary>In the order in which they are tried; at least one.</summary>
    internal IReadOnlyList<ConversionVariant> Variants { get; }

    /// <summary>Compiles rules. Returns null and the problems if a rule cannot be compiled.</summary>
    public static Conversion? Compile(RuleSet rules, out IReadOnlyList<RuleProblem> problems)
    {
        var compiler = new RuleCompiler(rules);
        var variants = compiler.Variants();
        problems = compiler.Problems;
        return problems.Count == 0 ? new Conversion(rules, variants) : null;
    }

    /// <summary>
    /// Reads the table from <paramref name="input"/> to its end and writes the transformed table.
    /// What was written counts only if the result is valid or a split: without a split nothing more is written after the
    /// first error. No stream is closed. Throws only what the streams throw, and <see cref="OperationCanceledException"/>.
    /// </summary>
    public ConversionResult Run(Stream input, ConversionOutput output, SourceFacts facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var run = new ConversionRun(this, input, output, facts, cancellation);
        return run.Execute();
    }
}
