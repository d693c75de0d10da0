using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Cell;

/// <summary>
/// Writes numbers in another form: column to form. They are read with the marks of the column's schema field, or of the step that wrote
/// them; without, or where another step wrote the cells, with a point and without groups.
/// </summary>
public sealed record NumberStep(IReadOnlyDictionary<string, NumberForm> Columns) : TransformStep
{
    internal override string Key => "number";

    internal override void Compile(PlanDraft draft, string path)
    {
        foreach (var (name, form) in Columns)
        {
            if (draft.Find(name, $"{path}.{name}") is not { } column)
                continue;
            draft.Read(column);
            var plain = new Field { Name = name };
            var field = (column.HasFormat ? column.Cells : column.Origin) is { Type: FieldType.Number or FieldType.Integer } known ? known : plain;
            var edit = new NumberEdit(field, form);
            if (column is { IsEdited: false, Field.Type: not (FieldType.Number or FieldType.Integer or FieldType.String or FieldType.Any) })
                draft.Complain($"{path}.{name}", $"The column \"{name}\" has a type without numbers in the schema. Name a number, integer or string column.");
            draft.Edit(column, column.HasFormat || field == plain ? edit : new EitherEdit(edit, new NumberEdit(plain, form)));
            column.Become(new Field
            {
                Name = name,
                Type = field.Type == FieldType.Integer && form.Places is null ? FieldType.Integer : FieldType.Number,
                DecimalChar = form.DecimalChar,
                GroupChar = form.GroupChar.Length == 0 ? null : form.GroupChar,
                Grouping = form.Grouping,
            });
        }
    }

    private static bool HasDigit(string mark) => mark.Any(character => char.IsAsciiDigit(character) || character is '+' or '-' or 'e' or 'E');

    internal override IEnumerable<RuleProblem> Problems(string path)
    {
        foreach (var (name, form) in Columns)
        {
            if (form.DecimalChar.Length == 0)
                yield return new RuleProblem($"{path}.{name}.decimalChar", "The decimal mark is empty. Write one character such as \",\".");
            else if (HasDigit(form.DecimalChar) || HasDigit(form.GroupChar))
                yield return new RuleProblem($"{path}.{name}.{(HasDigit(form.DecimalChar) ? "decimalChar" : "groupChar")}", "The mark is a part of numbers. Write a character such as \",\".");
            else if (form.DecimalChar == form.GroupChar)
                yield return new RuleProblem($"{path}.{name}.groupChar", "It is already the decimal mark. Write another character, or \"\".");
        }
    }
}
