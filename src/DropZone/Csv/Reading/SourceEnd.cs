using DropZone.Csv.Encodings;

namespace DropZone.Csv.Reading;

/// <summary>Why the tokenizer gets no more bytes.</summary>
internal enum SourceEnd
{
    /// <summary>It does get more.</summary>
    None,

    /// <summary>The end of the file.</summary>
    File,

    /// <summary>The packed file is damaged, or unpacks to too much: <see cref="OpenedStream.Fault"/>.</summary>
    Unpacking,

    /// <summary>Bytes that are no text in the file's encoding.</summary>
    BrokenText,

    /// <summary>A record is longer than <see cref="RecordReader.MaxRecordSize"/>.</summary>
    RecordLimit,
}
