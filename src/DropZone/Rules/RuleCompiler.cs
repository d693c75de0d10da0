using DropZone.Csv;
using DropZone.Rules.Fields;
using DropZone.Rules.Output;

namespace DropZone.Rules;

/// <summary>Compiles a rule set, part by part, and collects all problems.</summary>
internal sealed class RuleCompiler(RuleSet rules)
{
    public List<RuleProblem> Problems { get; } = [];

    /// <summary>Every schema with every dialect; without a schema, every dialect.</summary>
    public IReadOnlyList<ConversionVariant> Variants()
    {
        for (var i = 0; i < rules.Dialects.Count; i++)
            CheckDialect(rules.Dialects[i], Path("dialect", i, rules.Dialects.Count));
        var versions = rules.Schemas.Count == 0 ? [Version(null, "")] : rules.Schemas.Select((schema, i) => Version(schema, Path("schema", i, rules.Schemas.Count)));
        return [.. versions.SelectMany(version => rules.Dialects.Select(dialect => version with { Dialect = dialect }))];
    }

    private static string Path(string key, int index, int count) => count == 1 ? key : $"{key}[{index}]";

    private ConversionVariant Version(TableSchema? schema, string path)
    {
        var missing = new ByteTexts(schema?.MissingValues ?? [""]);
        if (schema is null)
        {
            PlanCompiler.CheckWithoutColumns(rules.Steps, Problems);
            return new ConversionVariant(rules.Dialects[0], null, [], null, missing);
        }

        CheckNames(schema, path);
        var checks = schema.Fields.Select((field, i) => FieldCompiler.Compile(field, i, $"{path}.fields[{i}]", missing, Problems)).ToList();
        var plan = PlanCompiler.Compile([.. schema.Fields.Select(field => field.Name)], schema, missing, rules.Steps, Problems);
        return new ConversionVariant(rules.Dialects[0], schema, [.. checks.OfType<FieldCheck>()], plan, missing);
    }

    private void CheckNames(TableSchema schema, string path)
    {
        if (schema.Fields.Count == 0)
            Problems.Add(new RuleProblem($"{path}.fields", "The schema has no fields; name every column of the file."));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var name = schema.Fields[i].Name;
            if (name.Length == 0)
                Problems.Add(new RuleProblem($"{path}.fields[{i}].name", "The name is empty; write the label of the column."));
            else if (!names.Add(name))
                Problems.Add(new RuleProblem($"{path}.fields[{i}].name", $"The name \"{name}\" is taken by an earlier field; names must differ."));
        }
    }

    private void CheckDialect(Dialect dialect, string path)
    {
        foreach (var (key, message) in DialectCheck.Problems(dialect))
            Problems.Add(new RuleProblem($"{path}.{key}", message));
        if (!dialect.Header && rules.Schemas.Count == 0)
            Problems.Add(new RuleProblem($"{path}.header", "Without a header and without a schema nothing names the columns; write a schema."));
    }
}
