using System.Text;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Validation.Checks;

/// <summary>A field during compilation: its descriptor, its problems, and the messages of its faults.</summary>
internal sealed class FieldDraft
{
    private readonly string _path;
    private readonly List<RuleProblem> _problems;

    /// <param name="path">Of the descriptor: <c>schema.fields[2]</c>.</param>
    /// <param name="missing">The missing values of the table, for a field without its own.</param>
    public FieldDraft(Field field, int index, string path, ByteTexts missing, List<RuleProblem> problems)
    {
        Field = field;
        _path = path;
        _problems = problems;
        Context = new FieldContext(index, field.Name, field.MissingValues is { } own ? new ByteTexts(own) : missing,
            Constraints.Required ? new CellFault(ErrorCode.ConstraintError, $"\"{field.Name}\" has no value. A value is required in every row.") : null,
            Constraints.Unique);
    }

    public Field Field { get; }

    public Constraints Constraints => Field.Constraints;

    public FieldContext Context { get; }

    /// <summary>The name of the type in the standard.</summary>
    public string TypeName => Field.Type.ToString().ToLowerInvariant();

    /// <summary>The hint about changes by spreadsheets to cells of this type.</summary>
    public ExcelHint Hint => new()
    {
        IsDate = Field.Type is FieldType.Date or FieldType.DateTime,
        IsNumber = Field.Type is FieldType.Integer or FieldType.Number,
    };

    public void Complain(string member, string message) => _problems.Add(new RuleProblem($"{_path}.{member}", message));

    public void Refuse(string name, bool present)
    {
        if (present)
            Complain($"constraints.{name}", $"{name} does not apply to fields of type {TypeName}. Remove it, or change the type.");
    }

    public void RefuseRange()
    {
        Refuse("minimum", Constraints.Minimum is not null);
        Refuse("maximum", Constraints.Maximum is not null);
        Refuse("exclusiveMinimum", Constraints.ExclusiveMinimum is not null);
        Refuse("exclusiveMaximum", Constraints.ExclusiveMaximum is not null);
    }

    public void RefuseLength()
    {
        Refuse("minLength", Constraints.MinLength is not null);
        Refuse("maxLength", Constraints.MaxLength is not null);
    }

    public void RefusePattern() => Refuse("pattern", Constraints.Pattern is not null);

    public void RefuseSchema() => Refuse("jsonSchema", Constraints.JsonSchema is not null);

    public void RefuseCategories()
    {
        if (Field.Categories is not null)
            Complain("categories", $"categories applies to the types string and integer, not to {TypeName}. Remove it, or change the type.");
    }

    /// <summary>Checks that the values of an enum are categories, as required by the standard.</summary>
    public void CheckCategories()
    {
        if (Field.Categories is { } categories && Constraints.Enum?.Except(categories).FirstOrDefault() is { } stray)
            Complain("constraints.enum", $"\"{stray}\" is not in categories. Add it there, or remove it here.");
    }

    public void RefuseFormat(params string[] formats)
    {
        if (!formats.Contains(Field.Format) && Field.Format != "default")
            Complain("format", $"\"{Field.Format}\" is not a format of {TypeName}. Write {string.Join(", ", ["default", .. formats])}.");
    }

    /// <summary>Returns a valid length, or null, after adding a problem if it is invalid.</summary>
    public (int Length, CellFault Fault)? MinLength(string unit) =>
        Length("minLength", Constraints.MinLength) is { } least ? (least, Fault("shorter than allowed", $"at least {least} {unit}")) : null;

    /// <summary>Like <see cref="MinLength"/>; also compares both.</summary>
    public (int Length, CellFault Fault)? MaxLength(string unit)
    {
        if (Constraints.MinLength is { } least && Constraints.MaxLength is { } longest && least > longest)
            Complain("constraints.minLength", $"minLength {least} is above maxLength {longest}, so no cell can match.");
        return Length("maxLength", Constraints.MaxLength) is { } most ? (most, Fault("longer than allowed", $"at most {most} {unit}")) : null;
    }

    /// <summary>Returns the allowed values, parsed in the field's type, and adds problems for invalid ones.</summary>
    /// <param name="member">Their property: <c>constraints.enum</c>, <c>categories</c>.</param>
    public IEnumerable<T> Values<T>(CellType<T> type, string member, IReadOnlyList<string> texts)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        for (var i = 0; i < texts.Count; i++)
            if (Value(type, $"{member}[{i}]", texts[i]) is { } value)
                yield return value;
    }

    /// <summary>Returns the value of a text in the field's type, or null after adding a problem.</summary>
    public T? Value<T>(CellType<T> type, string member, string text)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        if (type.TryReadDeclared(Encoding.UTF8.GetBytes(text), out var value))
            return value;
        Complain(member, $"\"{text}\" is not of the field's type. Write {type.Expected}.");
        return null;
    }

    public CellFault TypeFault(string expected) => Fault(ErrorCode.TypeError, $"is not of type {TypeName}; expected {expected}");

    public CellFault EnumFault(IReadOnlyList<string> allowed) =>
        Fault("not one of the allowed values", "one of " + string.Join(", ", allowed.Take(10)) + (allowed.Count > 10 ? $" and {allowed.Count - 10} more" : ""));

    /// <summary>Returns the fault of a constraint, with the cell's defect and the expected value.</summary>
    public CellFault Fault(string found, string expected) => Fault(ErrorCode.ConstraintError, $"is {found}; expected {expected}");

    public CellFault Fault(ErrorCode code, string text) => new(code, $"\"{Field.Name}\" {text}.", Hint);

    private int? Length(string name, int? length)
    {
        if (length < 0)
            Complain($"constraints.{name}", $"{name} is negative. Write 0 or more.");
        return length;
    }
}
