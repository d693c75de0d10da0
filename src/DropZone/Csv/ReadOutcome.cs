namespace DropZone.Csv;

/// <summary>The result of reading one record.</summary>
public enum ReadOutcome
{
    /// <summary>A well-formed record.</summary>
    Record,

    /// <summary>A record with a fault; the next record can be read.</summary>
    Malformed,

    /// <summary>A fault after which nothing more can be read.</summary>
    Stopped,

    /// <summary>The end of the file.</summary>
    End,
}
