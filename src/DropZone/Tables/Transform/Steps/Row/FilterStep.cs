using DropZone.Tables.Primitives.RegularExpressions;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Rows;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields;

namespace DropZone.Tables.Transform.Steps.Row;

/// <summary>Keeps or drops the rows for which all comparisons hold, and counts the dropped rows.</summary>
public sealed record FilterStep(bool Keeps, IReadOnlyList<Comparison> Comparisons) : TransformStep
{
    internal override string Key => "filter";

    internal override void Compile(PlanDraft draft, string path)
    {
        var tests = new List<CellTest>();
        foreach (var comparison in Comparisons)
        {
            var place = Place(path, comparison);
            if (draft.Find(comparison.Column, place) is not { } column)
                continue;
            var compared = Compared(column, comparison, out var problem);
            if (problem is not null)
                draft.Complain(place, problem);
            if (!column.HasFormat && compared is not (null or TextComparison or PatternComparison))
                draft.Read(column);
            tests.Add(new CellTest(column.Slot, column.Name, comparison.Kind, draft.Missing(column), compared));
        }

        draft.Add(new FilterAction(tests, Keeps));
    }

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var comparison in Comparisons)
            if (comparison.Kind == ComparisonKind.Matches && LinearRegex.Compile(comparison.Values[0], out var problem) is null)
                yield return new RuleProblem(Place(path, comparison), problem!);
    }

    private string Place(string path, Comparison comparison) => $"{path}.{(Keeps ? "keep" : "drop")}.{comparison.Column}";

    private static CellComparison? Compared(ColumnDraft column, Comparison comparison, out string? problem)
    {
        var (_, kind, values) = comparison;
        problem = null;
        if (kind is ComparisonKind.Missing or ComparisonKind.Present)
            return null;
        if (kind == ComparisonKind.Matches)
            return LinearRegex.Compile(values[0], out problem) is { } regex ? new PatternComparison(regex) : null;
        if (column is { Field: { } field, HasFormat: true } && (!column.IsEdited || field.Type is not (FieldType.String or FieldType.Any)) && column.CellCheck() is { } check)
            return check.Comparison(kind, values, out problem);
        var isOrder = kind is ComparisonKind.Less or ComparisonKind.AtMost or ComparisonKind.More or ComparisonKind.AtLeast;
        var number = FieldCompiler.Compile(new Field { Name = column.Name, Type = FieldType.Number }, 0, "", new ByteTexts([]), [])!;
        return isOrder && number.Comparison(kind, values, out _) is { } ofNumbers ? ofNumbers : new TextComparison(kind, values);
    }
}
