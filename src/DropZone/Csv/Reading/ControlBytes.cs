namespace DropZone.Csv.Reading;

/// <summary>
/// Control characters that are no data: SUB, which ends files of DOS and replaces characters that a conversion lost, anywhere; others at
/// the edges of a record, where transmissions and printers have them (STX, EOT, form feed). Within cells some programs use others as
/// separators or line breaks.
/// </summary>
internal readonly struct ControlBytes
{
    /// <summary>Ctrl-Z.</summary>
    public const byte Substitute = 0x1A;

    // SOH to BS, form feed, SO to SUB; NUL has a fault of its own, VT and FS to US are used within text
    private const uint EdgeBytes = 0x0FFF_D1FE;

    private readonly uint _edges;

    /// <param name="marks">The bytes with a meaning in the dialect, which are no such characters.</param>
    public ControlBytes(params ReadOnlySpan<byte> marks)
    {
        _edges = EdgeBytes;
        foreach (var mark in marks)
            if (mark < 0x20)
                _edges &= ~(1u << mark);
    }

    /// <summary>Whether SUB is no data. It is if the dialect gives it a meaning.</summary>
    public bool HasSubstitute => IsAtEdge(Substitute);

    /// <summary>Whether the first or last byte of a record is no data.</summary>
    public bool IsAtEdge(byte edge) => edge < 0x20 && (_edges >> edge & 1) != 0;

    /// <summary>Returns the place of the first such byte in a record, or -1.</summary>
    public int Find(ReadOnlySpan<byte> record)
    {
        if (record.IsEmpty)
            return -1;
        if (IsAtEdge(record[0]))
            return 0;
        var substitute = HasSubstitute ? record.IndexOf(Substitute) : -1;
        return substitute < 0 && IsAtEdge(record[^1]) ? record.Length - 1 : substitute;
    }
}
