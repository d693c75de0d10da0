using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Validation.Keys;

/// <summary>A primary key, or a unique key: different in every row.</summary>
internal sealed class UniqueKey(KeyFields fields, bool isPrimary, Func<Stream> scratch) : IRowKey
{
    private readonly BoundedKeySet _seen = new(scratch);

    public bool Inspect(RecordReader record, ErrorLog errors)
    {
        var missing = fields.MissingColumn(record);
        if (missing >= 0)
        {
            if (!isPrimary)
                return true;
            errors.Add(ErrorCode.PrimaryKey, missing < record.CellCount ? missing : -1, missing + 1, errors.Labels[missing],
                $"Missing value in the primary key {fields.Text}. A value is required in every row.");
            return false;
        }

        if (!fields.TryDigest(record, out var digest) || _seen.TryAdd(digest, record.Row, out var first))
            return true;
        errors.Add(isPrimary ? ErrorCode.PrimaryKey : ErrorCode.UniqueError, fields.Column, fields.Column + 1, errors.Labels[fields.Column],
            $"Duplicate {(isPrimary ? "primary key" : "values in")} {fields.Text}: first seen in row {first}.");
        return false;
    }

    public void Finish(ErrorLog errors)
    {
    }

    public void Dispose() => _seen.Dispose();
}
