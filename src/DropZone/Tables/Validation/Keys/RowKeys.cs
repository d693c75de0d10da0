using DropZone.Csv.Reading;
using DropZone.Tables.Errors;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Keys;

/// <summary>The primary, unique and foreign keys of one run.</summary>
internal sealed class RowKeys : IDisposable
{
    private readonly List<IRowKey> _keys = [];

    /// <param name="schema">The schema; null: no keys.</param>
    /// <param name="checks">One for each field of the schema, in its order.</param>
    /// <param name="columns">The 0-based column of each field; -1: the file has none.</param>
    /// <exception cref="ReferenceException">A reference table cannot be used.</exception>
    public RowKeys(TableSchema? schema, IReadOnlyList<FieldCheck> checks, IReadOnlyList<ReferenceTable> references, IReadOnlyList<int> columns, Func<Stream> scratch)
    {
        if (schema is null)
            return;
        if (schema.PrimaryKey.Count > 0)
            _keys.Add(new UniqueKey(Key(schema.PrimaryKey), isPrimary: true, scratch));
        foreach (var unique in schema.UniqueKeys)
            _keys.Add(new UniqueKey(Key(unique), isPrimary: false, scratch));
        foreach (var foreign in schema.ForeignKeys)
            _keys.Add(Foreign(foreign));

        KeyFields Key(IReadOnlyList<string> names) => new(names, [.. names.Select(Part)]);

        (FieldCheck Check, int Column) Part(string name)
        {
            var index = schema.Fields.TakeWhile(field => field.Name != name).Count();
            return (checks[index], columns[index]);
        }

        IRowKey Foreign(ForeignKey foreign)
        {
            var fields = Key(foreign.Fields);
            return foreign.Resource is { } resource
                ? new ReferenceKey(fields, resource, ReferenceKeys.Read(references.First(table => table.Name == resource), foreign.ReferenceFields, fields, scratch))
                : new SelfReferenceKey(fields, Key(foreign.ReferenceFields), scratch);
        }
    }

    /// <summary>Reports the keys that the current record violates. Returns whether there are none.</summary>
    public bool Inspect(RecordReader record, ErrorLog errors)
    {
        var valid = true;
        foreach (var key in _keys)
            valid &= key.Inspect(record, errors);
        return valid;
    }

    public void Finish(ErrorLog errors) => _keys.ForEach(key => key.Finish(errors));

    public void Dispose() => _keys.ForEach(key => key.Dispose());
}
