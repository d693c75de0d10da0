using DropZone.Csv.Reading;
using DropZone.Tables.Errors;

namespace DropZone.Tables.Validation.Keys;

/// <summary>A rule over the rows of a table: a primary, unique or foreign key.</summary>
internal interface IRowKey : IDisposable
{
    /// <summary>Checks the record that was just read; false: it violates the rule, and an error was added.</summary>
    bool Inspect(RecordReader record, ErrorLog errors);

    /// <summary>Reports what only the end of the file shows.</summary>
    void Finish(ErrorLog errors);
}
