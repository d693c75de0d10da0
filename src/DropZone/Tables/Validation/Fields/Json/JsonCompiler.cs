using System.Text;
using DropZone.Tables.Primitives.Json;
using DropZone.Tables.Primitives.JsonSchema;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Json;

/// <summary>Compiles fields whose cells contain JSON: object, array, geojson.</summary>
internal static class JsonCompiler
{
    public static JsonCheck Compile(FieldDraft draft, JsonShape shape)
    {
        draft.RefuseRange();
        if (draft.Field.Type == FieldType.GeoJson)
        {
            draft.RefuseFormat("topojson");
            draft.RefuseLength();
        }
        else
        {
            draft.RefuseFormat();
        }

        var unit = draft.Field.Type == FieldType.Array ? "items" : "members";
        var bounds = new CollectionBounds
        {
            MinLength = draft.MinLength(unit),
            MaxLength = draft.MaxLength(unit),
            Enum = draft.Constraints.Enum is { } allowed ? (Digests(draft, shape, allowed), draft.EnumFault(allowed)) : null,
        };
        return new JsonCheck(draft.Context, shape, draft.TypeFault(shape.Expected), bounds) { Schema = Schema(draft) };
    }

    private static HashSet<UInt128> Digests(FieldDraft draft, JsonShape shape, IReadOnlyList<string> allowed)
    {
        var digests = new HashSet<UInt128>();
        for (var i = 0; i < allowed.Count; i++)
        {
            using var document = JsonText.Parse(Encoding.UTF8.GetBytes(allowed[i]));
            if (document is not null && shape.Fits(document.RootElement))
                digests.Add(CanonicalJson.Digest(document.RootElement));
            else
                draft.Complain($"constraints.enum[{i}]", $"\"{allowed[i]}\" is not of the field's type. Write {shape.Expected}.");
        }

        return digests;
    }

    private static JsonSchema? Schema(FieldDraft draft)
    {
        if (draft.Constraints.JsonSchema is not { } text)
            return null;
        if (JsonSchema.Compile(text, out var problem) is { } schema)
            return schema;
        draft.Complain("constraints.jsonSchema", problem!);
        return null;
    }
}
