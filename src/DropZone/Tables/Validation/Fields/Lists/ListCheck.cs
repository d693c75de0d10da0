using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Lists;

/// <summary>Checks lists, their items and the constraints on them.</summary>
internal sealed class ListCheck(FieldContext context, ListReader reader, CellFault typeFault, CollectionBounds bounds) : FieldCheck(context)
{
    private readonly bool _valueWanted = bounds.Enum is not null || context.Unique;

    protected override void InspectValue(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        UInt128 digest = 0;
        if (!(_valueWanted ? reader.TryDigest(cell, out var count, out digest) : reader.TryRead(cell, null, out count)))
        {
            inspection.Faults.Add(typeFault);
            return;
        }

        bounds.Inspect(count, inspection);
        if (!_valueWanted)
            return;
        bounds.InspectValue(digest, inspection);
        if (Context.Unique)
            InspectUnique(digest, inspection);
    }
}
