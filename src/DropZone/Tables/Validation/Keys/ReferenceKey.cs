using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Validation.Keys;

/// <summary>A foreign key to another table, whose keys are already loaded.</summary>
internal sealed class ReferenceKey(KeyFields fields, string resource, BoundedKeySet known) : IRowKey
{
    public bool Inspect(RecordReader record, ErrorLog errors)
    {
        if (fields.MissingColumn(record) >= 0 || !fields.TryDigest(record, out var digest) || known.Contains(digest))
            return true;
        errors.Add(ErrorCode.ForeignKey, fields.Column, fields.Column + 1, errors.Labels[fields.Column],
            $"The value of {fields.Text} is not in the reference table \"{resource}\".");
        return false;
    }

    public void Finish(ErrorLog errors)
    {
    }

    public void Dispose() => known.Dispose();
}
