using DropZone.Csv.Encodings;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Rejects rows that the encoding of the output cannot write.</summary>
/// <param name="columns">The columns of the output.</param>
/// <param name="text">The encoder.</param>
/// <param name="encoding">Its name, for messages.</param>
internal sealed class EncodableAction(OutputColumn[] columns, EncodableText text, string encoding) : RowAction
{
    private readonly string _message = $"contains a character that {encoding} cannot encode. " +
        "Write `encoding: utf-8` in the output of the feed, or replace the character in an earlier step";

    public override RowOutcome Apply(RowCells cells)
    {
        foreach (var (name, slot, _, _) in columns)
            if (!text.Holds(cells[slot]))
                return cells.Fail(slot, name, _message);
        return RowOutcome.Passed;
    }
}
