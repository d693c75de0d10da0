using DropZone.Csv;

namespace DropZone.Rules;

/// <summary>Puts bad rows aside as they stood in the file, below the file's own header.</summary>
internal sealed class RejectWriter : IDisposable
{
    private readonly RecordReader record;
    private readonly RecordWriter writer;

    public RejectWriter(RecordReader record, Stream rejects)
    {
        this.record = record;
        writer = new RecordWriter(rejects, record.Delimiter, record.Quote);
    }

    /// <summary>Puts the record that was just read aside: the header, or a bad row.</summary>
    public void Write()
    {
        writer.WriteRaw(record.Record);
        writer.EndRecord();
    }

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();
}
