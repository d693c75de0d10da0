using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>The reason for the end of the source.</summary>
internal enum SourceEnd
{
    /// <summary>The source has not ended.</summary>
    None,

    /// <summary>The end of the file.</summary>
    File,

    /// <summary>The compressed file is damaged, or exceeds the uncompressed limit: <see cref="OpenedStream.Fault"/>.</summary>
    Unpacking,

    /// <summary>Bytes that are invalid in the file's encoding.</summary>
    BrokenText,

    /// <summary>A record is longer than it may be: <see cref="SourceStream.RecordLimit"/>.</summary>
    RecordLimit,

    /// <summary>A run of NUL bytes longer than <see cref="NulRun.Max"/>.</summary>
    NulRun,
}
