using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>The type <c>boolean</c>.</summary>
internal sealed class BooleanType(Field descriptor) : CellType<bool>
{
    private readonly ByteTexts _trues = new(descriptor.TrueValues);
    private readonly ByteTexts _falses = new(descriptor.FalseValues);

    public override string Expected =>
        $"one of {string.Join(", ", descriptor.TrueValues)} for true or {string.Join(", ", descriptor.FalseValues)} for false";

    public override bool TryRead(ReadOnlySpan<byte> cell, out bool value)
    {
        value = _trues.Contains(cell);
        return value || _falses.Contains(cell);
    }

    public override UInt128 Digest(bool value) => value ? 1u : 0u;
}
