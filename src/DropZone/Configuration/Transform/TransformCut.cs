using DropZone.Configuration.Schema;
using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps.Row;

namespace DropZone.Configuration.Transform;

/// <summary>
/// Cuts the steps of a feed at its commands. Each part is a conversion of its own; what goes to a command and comes from it has one form,
/// whatever the files look like, so that a script need not know it: comma, <c>"</c>, UTF-8, LF, a header.
/// </summary>
internal static class TransformCut
{
    private static readonly OutputDialect ToCommand = new() { Delimiter = ',', QuoteChar = '"', Header = true };

    /// <summary>The rules up to the first command, as the delivery is read.</summary>
    public static RuleSet First(RuleSet rules) =>
        rules.Steps.Any(step => step is CommandStep) ? rules with { Steps = [.. rules.Steps.TakeWhile(step => step is not CommandStep)], Output = ToCommand } : rules;

    /// <summary>Each command with the rules for what it writes; the last has the feed's output.</summary>
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
                Dialects = [DialectReader.Standard],
                References = rules.References,
                BlankRows = BlankRows.Skip,
                Steps = [.. rules.Steps.Take(end).Skip(start.At + 1)],
                FirstStep = start.At + 1,
                HidesCells = hidesCells,
                Output = isLast ? Output(rules) : ToCommand,
                MaxUnpackedSize = rules.MaxUnpackedSize,
            };
            return (start.Command!, after);
        })];
    }

    /// <summary>What only the list of all steps shows.</summary>
    public static IEnumerable<RuleProblem> Problems(RuleSet rules)
    {
        var command = rules.Steps.ToList().FindIndex(step => step is CommandStep);
        for (var i = command + 1; command >= 0 && i < rules.Steps.Count; i++)
            if (rules.Steps[i] is DeduplicateStep { Window: not null })
                yield return new RuleProblem($"transform[{i}].deduplicate.window", "Rows that a command wrote cannot be remembered; write the step before the command.");
    }

    /// <summary>Where the feed says nothing of its output, it is as its files are, as far as that is known before they come.</summary>
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
