using DropZone.Configuration.Schema;
using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Row;

namespace DropZone.Configuration.Transform;

/// <summary>
/// Cuts the steps of a feed at its commands. Each part is a separate conversion. Input and output of a command have a fixed format,
/// so that scripts do not depend on the dialect of the files: comma, <c>"</c>, UTF-8, LF, a header.
/// </summary>
internal static class TransformCut
{
    private static readonly OutputDialect ToCommand = new() { Delimiter = ',', QuoteChar = '"', Header = true };

    /// <summary>The rules up to the first command, which read the delivery.</summary>
    public static RuleSet First(RuleSet rules) =>
        rules.Steps.Any(step => step is CommandStep) ? rules with { Steps = [.. rules.Steps.TakeWhile(step => step is not CommandStep)], Output = ToCommand, MinRows = 0, AreRead = false } : rules;

    /// <summary>Each command with the rules for its output; the rules of the last write the feed's output.</summary>
    public static IReadOnlyList<(CommandStep Command, RuleSet After)> Later(RuleSet rules)
    {
        var starts = rules.Steps.Select((step, i) => (Command: step as CommandStep, At: i)).Where(pair => pair.Command is not null).ToList();
        var hidesCells = rules.Schemas.Any(schema => schema.Fields.Any(field => field.Sensitive));
        return [.. starts.Select((start, i) =>
        {
            var isLast = i == starts.Count - 1;
            var end = isLast ? rules.Steps.Count : starts[i + 1].At;
            var after = new RuleSet
            {
                Dialects = [DialectReader.Standard with { NullSequence = Common(rules.Dialects.Select(dialect => dialect.NullSequence)) }],
                MissingValues = [.. rules.Schemas.SelectMany(schema => schema.MissingValues).Append("").Distinct()],
                References = rules.References,
                BlankRows = BlankRows.Skip,
                Steps = [.. rules.Steps.Take(end).Skip(start.At + 1)],
                FirstStep = start.At + 1,
                HidesCells = hidesCells,
                Output = isLast ? Output(rules) : ToCommand,
                MinRows = isLast ? rules.MinRows : 0,
                AreRead = isLast && rules.AreRead,
                ReplacesRows = rules.ReplacesRows,
                MaxUnpackedSize = rules.MaxUnpackedSize,
                MaxRecordSize = rules.MaxRecordSize,
            };
            return (start.Command!, after);
        })];
    }

    /// <summary>Finds problems that only the list of all steps shows.</summary>
    public static IEnumerable<RuleProblem> Problems(RuleSet rules)
    {
        var command = rules.Steps.ToList().FindIndex(step => step is CommandStep);
        for (var i = command + 1; command >= 0 && i < rules.Steps.Count; i++)
            if (rules.Steps[i] is DeduplicateStep { Window: not null })
                yield return new RuleProblem($"transform[{i}].deduplicate.window", "Rows written by a command cannot be remembered. Move the step before the command.");
    }

    private static string? Common(IEnumerable<string?> texts) => texts.Distinct().ToList() is [var only] ? only : null;

    /// <summary>Defaults of the output are those of the feed's files, as far as the configuration defines them.</summary>
    private static OutputDialect Output(RuleSet rules)
    {
        var dialects = rules.Dialects;
        return rules.Output with
        {
            Delimiter = rules.Output.Delimiter ?? (dialects.Select(dialect => dialect.Delimiter).Distinct().Count() == 1 ? dialects[0].Delimiter : null),
            QuoteChar = rules.Output.QuoteChar ?? (dialects.Select(dialect => dialect.QuoteChar).Distinct().Count() == 1 ? dialects[0].QuoteChar : null),
            Header = rules.Output.Header ?? dialects[0].Header,
        };
    }
}
