using DropZone.Tables.Schema;

namespace DropZone.Tables.Validation.Checks;

/// <summary>Compiles fields whose cells are parsed into comparable values.</summary>
internal static class ValueCompiler
{
    public static ValueCheck<T> Compile<T>(FieldDraft draft, CellType<T> type)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        var constraints = draft.Constraints;
        var minimum = Bound(draft, type, "minimum", constraints.Minimum, "below the minimum", "{0} or more");
        var maximum = Bound(draft, type, "maximum", constraints.Maximum, "above the maximum", "{0} or less");
        var above = Bound(draft, type, "exclusiveMinimum", constraints.ExclusiveMinimum, "not above the exclusive minimum", "more than {0}");
        var below = Bound(draft, type, "exclusiveMaximum", constraints.ExclusiveMaximum, "not below the exclusive maximum", "less than {0}");
        if (minimum is { } least && maximum is { } most && least.Value.CompareTo(most.Value) > 0)
            draft.Complain("constraints.minimum", $"minimum {constraints.Minimum} is above maximum {constraints.Maximum}, so no cell can match.");
        CheckExclusive(draft, above?.Value, below?.Value ?? maximum?.Value, "exclusiveMinimum");
        CheckExclusive(draft, minimum?.Value, below?.Value, "exclusiveMaximum");
        return new ValueCheck<T>(draft.Context, type, draft.TypeFault(type.Expected), new ValueBounds<T>
        {
            Minimum = minimum,
            Maximum = maximum,
            ExclusiveMinimum = above,
            ExclusiveMaximum = below,
            Enum = Allowed(draft, type, "constraints.enum", constraints.Enum),
            Categories = Allowed(draft, type, "categories", draft.Field.Type == FieldType.Integer ? draft.Field.Categories : null),
        });
    }

    private static ValueBound<T>? Bound<T>(FieldDraft draft, CellType<T> type, string name, string? text, string found, string expected)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        if (text is null || draft.Field.Type is FieldType.Boolean or FieldType.GeoPoint || draft.Value(type, $"constraints.{name}", text) is not { } value)
            return null;
        if (type.IsOrdered(value))
            return new ValueBound<T>(value, draft.Fault(found, expected.Replace("{0}", text, StringComparison.Ordinal)));
        draft.Complain($"constraints.{name}", $"{text} is neither above nor below any number, so no cell can match. Write a number.");
        return null;
    }

    private static void CheckExclusive<T>(FieldDraft draft, T? low, T? high, string name)
        where T : struct, IComparable<T>
    {
        if (low is { } least && high is { } most && least.CompareTo(most) >= 0)
            draft.Complain($"constraints.{name}", $"{name} leaves no value between the bounds, so no cell can match.");
    }

    private static (T[] Values, CellFault Fault)? Allowed<T>(FieldDraft draft, CellType<T> type, string member, IReadOnlyList<string>? texts)
        where T : struct, IComparable<T>, IEquatable<T> =>
        texts is null ? null : ([.. draft.Values(type, member, texts)], draft.EnumFault(texts));
}
