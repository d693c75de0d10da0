namespace DropZone.Tables.Validation.Checks;

/// <summary>The constraints on fields whose values have items, and on JSON. Values compare by their digests.</summary>
internal sealed class CollectionBounds
{
    /// <summary>In items.</summary>
    public (int Length, CellFault Fault)? MinLength { get; init; }

    /// <summary>In items.</summary>
    public (int Length, CellFault Fault)? MaxLength { get; init; }

    public (IReadOnlySet<UInt128> Digests, CellFault Fault)? Enum { get; init; }

    public void Inspect(int length, CellInspection inspection)
    {
        if (MinLength is { } least && length < least.Length)
            inspection.Faults.Add(least.Fault);
        if (MaxLength is { } most && length > most.Length)
            inspection.Faults.Add(most.Fault);
    }

    public void InspectValue(UInt128 digest, CellInspection inspection)
    {
        if (Enum is { } allowed && !allowed.Digests.Contains(digest))
            inspection.Faults.Add(allowed.Fault);
    }
}
