using DropZone.Csv.Reading;

namespace DropZone.Csv;

/// <summary>What one call of <see cref="RecordReader.Read"/> came to.</summary>
public enum ReadOutcome
{
    /// <summary>A well-formed record.</summary>
    Record,

    /// <summary>A record with a fault; reading can go on.</summary>
    Malformed,

    /// <summary>A fault after which nothing more can be read.</summary>
    Stopped,

    /// <summary>The end of the file.</summary>
    End,
}
