namespace DropZone.Rules;

/// <summary>
/// Validates and transforms a table in one streaming pass; memory does not grow with the file.
/// Immutable once compiled: many threads may run one conversion at a time.
/// </summary>
public sealed class Conversion
{
    private Conversion()
    {
    }

    /// <summary>Compiles rules. Returns null and the problems if a rule cannot be compiled.</summary>
    public static Conversion? Compile(RuleSet rules, out IReadOnlyList<RuleProblem> problems) =>
        throw new NotImplementedException();

    /// <summary>
    /// Reads the table from <paramref name="input"/> to its end and writes the transformed table to <paramref name="output"/>.
    /// What was written counts only if the result is valid: after the first error nothing more is written.
    /// Neither stream is closed. Throws only what the streams throw, and <see cref="OperationCanceledException"/>.
    /// </summary>
    public ConversionResult Run(Stream input, Stream output, SourceFacts facts, CancellationToken cancellation) =>
        throw new NotImplementedException();
}
