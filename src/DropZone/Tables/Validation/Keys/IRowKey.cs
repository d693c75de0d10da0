using DropZone.Csv.Reading;
using DropZone.Tables.Errors;

namespace DropZone.Tables.Validation.Keys;

/// <summary>A rule over the rows of a table: a primary, unique or foreign key.</summary>
internal interface IRowKey : IDisposable
{
    /// <summary>Checks the current record. Returns false after adding an error if it violates the rule.</summary>
    bool Inspect(RecordReader record, ErrorLog errors);

    /// <summary>Reports faults that are known only at the end of the file.</summary>
    void Finish(ErrorLog errors);
}
