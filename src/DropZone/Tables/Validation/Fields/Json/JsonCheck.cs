using System.Text.Json;
using DropZone.Errors;
using DropZone.Tables.Primitives.Json;
using DropZone.Tables.Primitives.JsonSchema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Json;

/// <summary>Checks cells that contain JSON: objects, arrays, GeoJSON and TopoJSON.</summary>
internal sealed class JsonCheck(FieldContext context, JsonShape shape, CellFault typeFault, CollectionBounds bounds) : FieldCheck(context)
{
    private readonly CellFault _tooLarge = new(ErrorCode.RecordTooLarge,
        $"The JSON of \"{context.Name}\" needs more memory than one record may take. Send it in parts, or raise limits.record-memory.");

    public JsonSchema? Schema { get; init; }

    private bool NeedsDocument => Schema is not null || bounds.Enum is not null || Context.Unique;

    // no object a row: the collector of memory stops all threads, those of other feeds, too
    protected override void InspectValue(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        if (shape.Start is { } start && !NeedsDocument)
        {
            if (JsonText.TryCount(cell, start, out var length))
                bounds.Inspect(length, inspection);
            else
                inspection.Faults.Add(typeFault);
            return;
        }

        if (JsonMemory.Of(cell) is > 0 and var memory && !inspection.Memory.AdmitsValues(cell.Length, memory))
        {
            inspection.Faults.Add(_tooLarge);
            return;
        }

        using var document = JsonText.Parse(cell);
        if (document is null || !shape.Fits(document.RootElement))
        {
            inspection.Faults.Add(typeFault);
            return;
        }

        InspectValue(document.RootElement, inspection);
    }

    private void InspectValue(JsonElement value, CellInspection inspection)
    {
        bounds.Inspect(JsonShape.Length(value), inspection);
        if (Schema?.Refusal(value) is { } keyword)
            inspection.Faults.Add(new CellFault(ErrorCode.ConstraintError,
                $"\"{Context.Name}\" violates \"{keyword}\" in the JSON Schema of the field."));
        if (bounds.Enum is null && !Context.Unique)
            return;
        var digest = CanonicalJson.Digest(value);
        bounds.InspectValue(digest, inspection);
        if (Context.Unique)
            InspectUnique(digest, inspection);
    }
}
