using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Validation.Keys;

/// <summary>A foreign key to the table itself. References to later rows are checked at the end.</summary>
internal sealed class SelfReferenceKey(KeyFields fields, KeyFields reference, Func<Stream> scratch) : IRowKey
{
    private readonly BoundedKeySet _known = new(scratch);
    private readonly PendingReferences _pending = new(scratch);

    public bool Inspect(RecordReader record, ErrorLog errors)
    {
        if (reference.MissingColumn(record) < 0 && reference.TryDigest(record, out var own))
            _known.TryAdd(own, record.Row, out _);
        if (fields.MissingColumn(record) < 0 && fields.TryDigest(record, out var wanted) && !_known.Contains(wanted))
            _pending.Add(new PendingReference(
                wanted, record.Row, record.Line, record.Byte + record.CellOffset(fields.Column), errors.Shown(fields.Column)));
        return true;
    }

    public void Finish(ErrorLog errors)
    {
        foreach (var waiting in _pending.All())
            if (!_known.Contains(waiting.Key))
                errors.Add(new TableError(waiting.Row, waiting.Line, waiting.Byte, fields.Column + 1, errors.Labels[fields.Column], ErrorCode.ForeignKey,
                    waiting.Value, $"The value of {fields.Text} is not in {reference.Text} of any row."));
    }

    public void Dispose()
    {
        _known.Dispose();
        _pending.Dispose();
    }
}
