namespace DropZone.Csv.Encodings;

/// <summary>The reason why text could not be decoded to its end.</summary>
internal enum TextBreak
{
    /// <summary>It could.</summary>
    None,

    /// <summary>Bytes that are invalid in the encoding.</summary>
    InvalidBytes,

    /// <summary>Bytes from 0x80 to 0x9F, which are control characters in the encoding and letters or quotation marks in windows-1252.</summary>
    ControlBytes,

    /// <summary>Characters encoded as UTF-8.</summary>
    Utf8,

    /// <summary>Text with one byte per character in UTF-16.</summary>
    SingleBytes,

    /// <summary>UTF-16 with the other order of bytes.</summary>
    OtherByteOrder,

    /// <summary>The start of gzip data.</summary>
    Gzip,
}
