using DropZone.Csv.Dialects;
using DropZone.Tables.Primitives.RegularExpressions;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields;

namespace DropZone.Tables.Conversion;

/// <summary>Compiles a rule set, part by part, and collects all problems.</summary>
internal sealed class RuleCompiler(RuleSet rules)
{
    private readonly StepList _steps = rules.StepList;

    public List<RuleProblem> Problems { get; } = [];

    /// <summary>Returns every schema with every dialect; without a schema, every dialect.</summary>
    public IReadOnlyList<ConversionVariant> Variants()
    {
        for (var i = 0; i < rules.Dialects.Count; i++)
            CheckDialect(rules.Dialects[i], Path("dialect", i, rules.Dialects.Count));
        if (rules.FooterMatch is { } footer && LinearRegex.Compile(footer, out var wrong) is null)
            Problems.Add(new RuleProblem("footer-match", wrong!));
        Problems.AddRange(DeduplicateStep.Problems(_steps));
        Problems.AddRange(LookupStep.Problems(_steps));
        Problems.AddRange(OutputDialectCheck.Problems(rules.Output, rules.Dialects).Select(problem => new RuleProblem($"output.{problem.Key}", problem.Message)));
        return rules.Schemas.Count == 0
            ? [.. Versions(null, "")]
            : [.. rules.Schemas.SelectMany((schema, i) => Versions(schema, Path("schema", i, rules.Schemas.Count)))];
    }

    /// <summary>Returns a version of the schema with every dialect. Where it tells an empty text from no value, an empty cell can be a value.</summary>
    private IEnumerable<ConversionVariant> Versions(TableSchema? schema, string path)
    {
        var versions = new ConversionVariant?[2];
        foreach (var dialect in rules.Dialects)
            yield return (versions[dialect.NullIsEmpty ? 1 : 0] ??= Version(schema, path, dialect.NullIsEmpty)) with { Dialect = dialect };
    }

    /// <summary>Returns the variant for a file whose dates have these orders.</summary>
    /// <param name="variant">One of <see cref="Variants"/>.</param>
    /// <param name="orders">Of each field; null: it has none.</param>
    public ConversionVariant Ordered(ConversionVariant variant, IReadOnlyList<DateOrder?> orders) =>
        Version(variant.Schema! with { Fields = [.. variant.Schema!.Fields.Select((field, i) => field with { DateOrder = orders[i] })] }, "schema", variant.Dialect.NullIsEmpty)
            with
        { Dialect = variant.Dialect };

    private static string Path(string key, int index, int count) => count == 1 ? key : $"{key}[{index}]";

    private ConversionVariant Version(TableSchema? schema, string path, bool nullIsEmpty)
    {
        var missing = schema is { HasStandardMissing: false } ? schema.MissingValues : nullIsEmpty ? [] : schema?.MissingValues ?? rules.MissingValues;
        if (schema is null)
        {
            Problems.AddRange(_steps.ProblemsWithoutColumns());
            return new ConversionVariant(rules.Dialects[0], null, [], null, missing);
        }

        CheckNames(schema, path);
        CheckForeignKeys(schema, path);
        var missingTexts = new ByteTexts(missing);
        var checks = schema.Fields.Select((field, i) => FieldCompiler.Compile(field, i, $"{path}.fields[{i}]", missingTexts, Problems)).ToList();
        return new ConversionVariant(rules.Dialects[0], schema, [.. checks.OfType<FieldCheck>()], Plan(schema, missing, nullIsEmpty), missing);
    }

    /// <summary>Returns the plan, if the columns are known before the header is read.</summary>
    private OutputPlan? Plan(TableSchema schema, IReadOnlyList<string> missing, bool nullIsEmpty)
    {
        if (schema.FieldsMatch is FieldsMatch.Subset or FieldsMatch.Partial)
        {
            Problems.AddRange(_steps.ProblemsWithoutColumns());
            return null;
        }

        var plan = _steps.Compile([.. schema.Fields.Select(field => field.Name)], schema.Fields, missing, nullIsEmpty, Problems);
        var finished = OutputForm.Apply(plan, rules.Output, writesHeader: rules.Dialects.Any(rules.Output.WritesHeader), Problems);
        return schema.FieldsMatch == FieldsMatch.Exact ? finished : null;
    }

    private void CheckForeignKeys(TableSchema schema, string path)
    {
        for (var i = 0; i < schema.ForeignKeys.Count; i++)
        {
            if (schema.ForeignKeys[i].Resource is not { } resource)
            {
                if (rules.BadRows == BadRows.Split)
                    Problems.Add(new RuleProblem($"{path}.foreignKeys[{i}]",
                        "A table that refers to itself cannot be split: a good row may refer to a bad one. Write bad-rows: fail."));
            }
            else if (rules.References.All(table => table.Name != resource))
            {
                Problems.Add(new RuleProblem($"{path}.foreignKeys[{i}].reference.resource",
                    $"There is no reference table \"{resource}\". Name its file in the feed: `references: {{ {resource}: PATH }}`."));
            }
        }
    }

    private void CheckNames(TableSchema schema, string path)
    {
        if (schema.Fields.Count == 0)
            Problems.Add(new RuleProblem($"{path}.fields", "The schema has no fields. Name every column of the file."));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var name = schema.Fields[i].Name;
            if (name.Length == 0)
                Problems.Add(new RuleProblem($"{path}.fields[{i}].name", "The name is empty. Write the label of the column."));
            else if (!names.Add(name))
                Problems.Add(new RuleProblem($"{path}.fields[{i}].name", $"An earlier field already has the name \"{name}\". Names must be unique."));
        }
    }

    private void CheckDialect(Dialect dialect, string path)
    {
        foreach (var (key, message) in DialectCheck.Problems(dialect))
            Problems.Add(new RuleProblem($"{path}.{key}", message));
        if (rules.BadRows == BadRows.Split && dialect.CommentRows.Any(row => row > dialect.FirstDataRow))
        {
            Problems.Add(new RuleProblem($"{path}.commentRows",
                "Rows below the first row of data are skipped by their number, which would be another in the rejects of a split. "
                    + "Write bad-rows: fail, or name a commentChar instead."));
        }

        if (!dialect.Header && rules.Schemas.Count == 0)
            Problems.Add(new RuleProblem($"{path}.header", "The columns have no names without a header and without a schema. Write a schema."));
    }
}
