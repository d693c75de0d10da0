using System.Text;
using System.Text.RegularExpressions;
using DropZone.Rules.Moments;

namespace DropZone.Rules.Fields;

/// <summary>Compiles a field descriptor into its check, and tells all that is wrong with it.</summary>
internal sealed class FieldCompiler
{
    private readonly Field field;
    private readonly Constraints constraints;
    private readonly string path;
    private readonly FieldContext context;
    private readonly List<RuleProblem> problems;

    private FieldCompiler(Field field, int index, string path, ByteTexts missing, List<RuleProblem> problems)
    {
        this.field = field;
        this.problems = problems;
        constraints = field.Constraints;
        this.path = path;
        context = new FieldContext(index, field.Name, missing,
            constraints.Required ? new CellFault(ErrorCode.ConstraintError, $"\"{field.Name}\" has no value; expected one in every row.") : null,
            constraints.Unique);
    }

    /// <summary>Null if there are problems.</summary>
    public static FieldCheck? Compile(Field field, int index, string path, ByteTexts missing, List<RuleProblem> problems)
    {
        var before = problems.Count;
        var check = new FieldCompiler(field, index, path, missing, problems).Compile();
        return problems.Count == before ? check : null;
    }

    private FieldCheck? Compile() => field.Type switch
    {
        FieldType.String or FieldType.Any => Text(),
        FieldType.Integer => Plain(CheckMarks(new IntegerType(field))),
        FieldType.Number => Plain(CheckMarks(new NumberType(field))),
        FieldType.Boolean => Boolean(),
        FieldType.Date => Moment(MomentKind.Date),
        FieldType.Time => Moment(MomentKind.Time),
        FieldType.DateTime => Moment(MomentKind.DateTime),
        FieldType.Year => Plain(new YearType()),
        FieldType.Object or FieldType.Array or FieldType.List or FieldType.YearMonth or FieldType.Duration
            or FieldType.GeoPoint or FieldType.GeoJson => NotBuilt(),
        _ => throw new InvalidOperationException($"no check for the type {field.Type}"),
    };

    private TextCheck? NotBuilt()
    {
        Complain("type", $"the type {TypeName()} is not built yet.");
        return null;
    }

    private TextCheck Text()
    {
        var isString = field.Type == FieldType.String;
        var format = isString ? TextFormats.Find(field.Format) : null;
        if (field.Format != "default" && format is null)
            Complain("format", $"\"{field.Format}\" is no format of {TypeName()}; write {(isString ? "default, email, uri, binary or uuid" : "default")}.");
        RefuseRange();
        if (!isString)
            RefuseText();
        if (constraints.MinLength is { } least && constraints.MaxLength is { } most && least > most)
            Complain("constraints.minLength", $"minLength {least} is above maxLength {most}; no cell could match.");
        return new TextCheck(context)
        {
            Format = format is { } known ? (known, Fault(ErrorCode.TypeError, $"is not {TextFormats.Expected(known)}")) : null,
            MinLength = Length("minLength", constraints.MinLength) is { } shortest ? (shortest, Fault("shorter than allowed", $"at least {shortest} characters")) : null,
            MaxLength = Length("maxLength", constraints.MaxLength) is { } longest ? (longest, Fault("longer than allowed", $"at most {longest} characters")) : null,
            Pattern = Pattern() is { } regex
                ? (regex, Fault(ErrorCode.ConstraintError, $"does not match; expected text that as a whole matches the pattern {constraints.Pattern}")) : null,
            Enum = constraints.Enum is { } allowed ? (new ByteTexts(allowed), EnumFault(allowed)) : null,
        };
    }

    private ValueCheck<bool> Boolean()
    {
        RefuseRange();
        var both = field.TrueValues.Intersect(field.FalseValues).ToArray();
        if (both.Length > 0)
            Complain("falseValues", $"\"{both[0]}\" is among trueValues and falseValues; write it in one of them.");
        return Plain(new BooleanType(field));
    }

    private ValueCheck<long>? Moment(MomentKind kind)
    {
        RefuseText();
        if (MomentReader.For(kind, field.Format, out var problem) is { } reader)
            return Value(new MomentType(kind, reader));
        Complain("format", problem!);
        return null;
    }

    private CellType<T> CheckMarks<T>(CellType<T> type)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        if (field.DecimalChar.Length == 0)
            Complain("decimalChar", "The decimal mark is empty; write one character such as \",\".");
        if (field.Type == FieldType.Number && field.GroupChar == field.DecimalChar)
            Complain("groupChar", $"groupChar and decimalChar are both \"{field.GroupChar}\"; write different ones.");
        return type;
    }

    private ValueCheck<T> Plain<T>(CellType<T> type)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        if (field.Format != "default")
            Complain("format", $"\"{field.Format}\" is no format of {TypeName()}; write default.");
        RefuseText();
        return Value(type);
    }

    private ValueCheck<T> Value<T>(CellType<T> type)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        var minimum = Bound(type, "minimum", constraints.Minimum);
        var maximum = Bound(type, "maximum", constraints.Maximum);
        if (minimum is { } low && maximum is { } high && low.CompareTo(high) > 0)
            Complain("constraints.minimum", $"minimum {constraints.Minimum} is above maximum {constraints.Maximum}; no cell could match.");
        return new ValueCheck<T>(context, type, Fault(ErrorCode.TypeError, $"is not of type {TypeName()}; expected {type.Expected}"), new ValueBounds<T>
        {
            Minimum = minimum is { } least ? (least, Fault("below the minimum", $"{constraints.Minimum} or more")) : null,
            Maximum = maximum is { } most ? (most, Fault("above the maximum", $"{constraints.Maximum} or less")) : null,
            Enum = constraints.Enum is { } allowed
                ? ([.. allowed.Select((text, i) => Bound(type, $"enum[{i}]", text) ?? default)], EnumFault(allowed)) : null,
        });
    }

    private T? Bound<T>(CellType<T> type, string name, string? text)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        if (text is null || (field.Type == FieldType.Boolean && !name.StartsWith("enum", StringComparison.Ordinal)))
            return null;
        if (type.TryRead(Encoding.UTF8.GetBytes(text), out var value))
            return value;
        Complain($"constraints.{name}", $"\"{text}\" is not of the field's type; write {type.Expected}.");
        return null;
    }

    private Regex? Pattern()
    {
        if (constraints.Pattern is null)
            return null;
        try
        {
            // linear in the cell, whatever the pattern
            return new Regex($"^(?:{constraints.Pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            Complain("constraints.pattern", $"The pattern is no regular expression: {exception.Message}");
        }
        catch (NotSupportedException)
        {
            Complain("constraints.pattern",
                "The pattern uses look-around, back-references or atomic groups, which do not run in linear time; write it without them.");
        }

        return null;
    }

    private int? Length(string name, int? length)
    {
        if (length < 0)
            Complain($"constraints.{name}", $"{name} is negative; write 0 or more.");
        return length;
    }

    private void RefuseRange()
    {
        Refuse("minimum", constraints.Minimum is not null);
        Refuse("maximum", constraints.Maximum is not null);
    }

    private void RefuseText()
    {
        Refuse("minLength", constraints.MinLength is not null);
        Refuse("maxLength", constraints.MaxLength is not null);
        Refuse("pattern", constraints.Pattern is not null);
    }

    private void Refuse(string name, bool present)
    {
        if (present)
            Complain($"constraints.{name}", $"{name} does not apply to fields of type {TypeName()}; take it away or change the type.");
    }

    private void Complain(string member, string message) => problems.Add(new RuleProblem($"{path}.{member}", message));

    private CellFault EnumFault(IReadOnlyList<string> allowed) =>
        Fault(ErrorCode.ConstraintError, "is not one of the allowed values; expected one of "
            + string.Join(", ", allowed.Take(10)) + (allowed.Count > 10 ? $" and {allowed.Count - 10} more" : ""));

    private CellFault Fault(string found, string expected) =>
        Fault(ErrorCode.ConstraintError, $"is {found}; expected {expected}");

    private CellFault Fault(ErrorCode code, string text) => new(code, $"\"{field.Name}\" {text}.");

    private string TypeName() => field.Type.ToString().ToLowerInvariant();
}
