using DropZone.Rules.Fields;
using DropZone.Rules.Output;

namespace DropZone.Rules;

/// <summary>Compiles a rule set, part by part, and collects all problems.</summary>
internal sealed class RuleCompiler(RuleSet rules)
{
    public List<RuleProblem> Problems { get; } = [];

    public ByteTexts Missing { get; } = new(rules.Schema?.MissingValues ?? [""]);

    /// <summary>One check for each field; null where there is a problem.</summary>
    public FieldCheck?[] Fields()
    {
        if (rules.Schema is not { } schema)
            return [];
        if (schema.Fields.Count == 0)
            Problems.Add(new RuleProblem("schema.fields", "The schema has no fields; name every column of the file."));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var name = schema.Fields[i].Name;
            if (name.Length == 0)
                Problems.Add(new RuleProblem($"schema.fields[{i}].name", "The name is empty; write the label of the column."));
            else if (!names.Add(name))
                Problems.Add(new RuleProblem($"schema.fields[{i}].name", $"The name \"{name}\" is taken by an earlier field; names must differ."));
        }

        return [.. schema.Fields.Select((field, i) => FieldCompiler.Compile(field, i, Missing, Problems))];
    }

    /// <summary>The plan of the output; null: the columns are known only from the header.</summary>
    public OutputPlan? Plan()
    {
        if (rules.Schema is { } schema)
            return PlanCompiler.Compile([.. schema.Fields.Select(field => field.Name)], schema, Missing, rules.Steps, Problems);
        PlanCompiler.CheckWithoutColumns(rules.Steps, Problems);
        return null;
    }

    public void CheckDialect()
    {
        var (delimiter, quote) = (rules.Dialect.Delimiter, rules.Dialect.QuoteChar);
        if (delimiter is { } given && !IsMark(given))
            Problems.Add(new RuleProblem("dialect.delimiter", "The delimiter is not an ASCII character that can separate cells; write one such as \";\"."));
        if (!IsMark(quote))
            Problems.Add(new RuleProblem("dialect.quoteChar", "The quote is not an ASCII character that can quote cells; write one such as '\"'."));
        if (delimiter == quote)
            Problems.Add(new RuleProblem("dialect.quoteChar", "The quote is the delimiter too; write different characters."));
    }

    private static bool IsMark(char mark) => char.IsAscii(mark) && mark is not ('\r' or '\n' or '\0');
}
