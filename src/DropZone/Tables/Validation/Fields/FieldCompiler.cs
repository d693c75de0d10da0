using DropZone.Tables.Primitives.Json;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields.Geo;
using DropZone.Tables.Validation.Fields.Json;
using DropZone.Tables.Validation.Fields.Lists;
using DropZone.Tables.Validation.Fields.Numeric;
using DropZone.Tables.Validation.Fields.Temporal;
using DropZone.Tables.Validation.Fields.Text;

namespace DropZone.Tables.Validation.Fields;

/// <summary>Compiles a field descriptor into its check, and collects its problems.</summary>
internal static class FieldCompiler
{
    /// <summary>Returns the check, or null if there are problems.</summary>
    public static FieldCheck? Compile(Field field, int index, string path, ByteTexts missing, List<RuleProblem> problems)
    {
        var before = problems.Count;
        var check = Compile(new FieldDraft(field, index, path, missing, problems));
        return problems.Count == before ? check : null;
    }

    private static FieldCheck? Compile(FieldDraft draft)
    {
        var field = draft.Field;
        if (field.Type is not (FieldType.String or FieldType.Any))
            draft.RefusePattern();
        if (field.Type is not (FieldType.Object or FieldType.Array))
            draft.RefuseSchema();
        if (field.Type is not (FieldType.String or FieldType.Integer))
            draft.RefuseCategories();
        draft.CheckCategories();
        return field.Type switch
        {
            FieldType.String or FieldType.Any => TextCompiler.Compile(draft),
            FieldType.Integer => Plain(draft, CheckMarks(draft, new IntegerType(field))),
            FieldType.Number => Plain(draft, CheckMarks(draft, new NumberType(field))),
            FieldType.Boolean => Boolean(draft),
            FieldType.Date => Moment(draft, MomentKind.Date),
            FieldType.Time => Moment(draft, MomentKind.Time),
            FieldType.DateTime => Moment(draft, MomentKind.DateTime),
            FieldType.Year => Plain(draft, new YearType(), "any"),
            FieldType.YearMonth => Plain(draft, new YearMonthType(), "any"),
            FieldType.Duration => Plain(draft, new DurationType()),
            FieldType.GeoPoint => GeoPoint(draft),
            FieldType.List => ListCompiler.Compile(draft),
            FieldType.Object => JsonCompiler.Compile(draft, new JsonObjectShape()),
            FieldType.Array => JsonCompiler.Compile(draft, new JsonArrayShape()),
            FieldType.GeoJson => JsonCompiler.Compile(draft, field.Format == "topojson" ? new TopoJsonShape() : new GeoJsonShape()),
            _ => throw new InvalidOperationException($"no check for the type {field.Type}"),
        };
    }

    private static ValueCheck<bool> Boolean(FieldDraft draft)
    {
        draft.RefuseRange();
        var both = draft.Field.TrueValues.Intersect(draft.Field.FalseValues).ToArray();
        if (both.Length > 0)
            draft.Complain("falseValues", $"\"{both[0]}\" is in trueValues and in falseValues. Remove it from one of them.");
        return Plain(draft, new BooleanType(draft.Field));
    }

    private static ValueCheck<long>? Moment(FieldDraft draft, MomentKind kind)
    {
        draft.RefuseLength();
        if (MomentReader.For(kind, draft.Field.Format, draft.Field.DateOrder, draft.Field.YearPivot, out var problem) is { } reader)
            return ValueCompiler.Compile(draft, new MomentType(kind, reader));
        draft.Complain("format", problem!);
        return null;
    }

    private static ValueCheck<GeoPoint> GeoPoint(FieldDraft draft)
    {
        draft.RefuseFormat("array", "object");
        draft.RefuseRange();
        draft.RefuseLength();
        return ValueCompiler.Compile(draft, new GeoPointType(draft.Field.Format));
    }

    private static CellType<T> CheckMarks<T>(FieldDraft draft, CellType<T> type)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        var field = draft.Field;
        if (field.DecimalChar.Length == 0)
            draft.Complain("decimalChar", "The decimal mark is empty. Write one character such as \",\".");
        if (field.Type == FieldType.Number && field.GroupChar == field.DecimalChar)
            draft.Complain("groupChar", $"groupChar and decimalChar are both \"{field.GroupChar}\". Write different characters.");
        return type;
    }

    private static ValueCheck<T> Plain<T>(FieldDraft draft, CellType<T> type, params string[] formats)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        draft.RefuseFormat(formats);
        draft.RefuseLength();
        return ValueCompiler.Compile(draft, type);
    }
}
