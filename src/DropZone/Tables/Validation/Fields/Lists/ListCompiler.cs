using System.Text;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields.Numeric;
using DropZone.Tables.Validation.Fields.Temporal;
using DropZone.Tables.Validation.Fields.Text;

namespace DropZone.Tables.Validation.Fields.Lists;

/// <summary>Compiles fields of the type <c>list</c>. Items have the default format of their type, as in the standard.</summary>
internal static class ListCompiler
{
    public static ListCheck? Compile(FieldDraft draft)
    {
        draft.RefuseFormat();
        draft.RefuseRange();
        if (draft.Field.Delimiter.Length == 0)
            draft.Complain("delimiter", "The delimiter is empty. Write one such as \";\".");
        if (Items(draft.Field.ItemType ?? FieldType.String, out var expected) is not { } items)
        {
            draft.Complain("itemType", "Items cannot be of this type. Write string, integer, boolean, number, datetime, date or time.");
            return null;
        }

        var reader = new ListReader(draft.Field.Delimiter, items);
        return new ListCheck(draft.Context, reader, draft.TypeFault($"items with \"{draft.Field.Delimiter}\" between them, each {expected}"), new CollectionBounds
        {
            MinLength = draft.MinLength("items"),
            MaxLength = draft.MaxLength("items"),
            Enum = draft.Constraints.Enum is { } allowed ? (Digests(draft, reader, allowed), draft.EnumFault(allowed)) : null,
        });
    }

    private static HashSet<UInt128> Digests(FieldDraft draft, ListReader reader, IReadOnlyList<string> allowed)
    {
        var digests = new HashSet<UInt128>();
        for (var i = 0; i < allowed.Count; i++)
            if (reader.TryDigest(Encoding.UTF8.GetBytes(allowed[i]), out _, out var digest))
                digests.Add(digest);
            else
                draft.Complain($"constraints.enum[{i}]", $"\"{allowed[i]}\" is not a list of the field's items. Write a list as in a cell.");
        return digests;
    }

    private static ItemReader? Items(FieldType type, out string expected)
    {
        var item = new Field { Name = "" };
        expected = "a text";
        return type switch
        {
            FieldType.String => new TextItemReader(),
            FieldType.Integer => Of(new IntegerType(item), out expected),
            FieldType.Number => Of(new NumberType(item), out expected),
            FieldType.Boolean => Of(new BooleanType(item), out expected),
            FieldType.DateTime => Of(new MomentType(MomentKind.DateTime, new IsoReader(MomentKind.DateTime)), out expected),
            FieldType.Date => Of(new MomentType(MomentKind.Date, new IsoReader(MomentKind.Date)), out expected),
            FieldType.Time => Of(new MomentType(MomentKind.Time, new IsoReader(MomentKind.Time)), out expected),
            _ => null,
        };
    }

    private static ValueItemReader<T> Of<T>(CellType<T> type, out string expected)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        expected = type.Expected;
        return new ValueItemReader<T>(type);
    }
}
