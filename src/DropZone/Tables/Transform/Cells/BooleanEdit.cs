using DropZone.Csv;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Fields.Text;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Writes booleans as <c>true</c> and <c>false</c>.</summary>
internal sealed class BooleanEdit(Field field, bool asDigits) : CellEdit
{
    private readonly BooleanType _type = new(field);

    public override string Expected => _type.Expected;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        if (!_type.TryRead(cell, out var value))
            return EditOutcome.Failed;
        result.Append(asDigits ? value ? "1"u8 : "0"u8 : value ? "true"u8 : "false"u8);
        return EditOutcome.Changed;
    }
}
