namespace DropZone.Errors;

/// <summary>
/// Every reason for which a delivery, or a row of it, is refused: one closed list.
/// The names on disk and on screen stand in <see cref="ErrorCatalog"/>; where frictionless has a name, it is that name.
/// </summary>
public enum ErrorCode
{
    // the file as a whole
    NotCsv,
    EmptyFile,
    EncodingError,
    NulByte,
    UnterminatedQuote,
    StrayQuote,
    StrayCarriageReturn,
    RecordTooLarge,
    CompressionError,
    UnpackedTooLarge,

    // its header
    BlankHeader,
    BlankLabel,
    DuplicateLabel,
    MissingLabel,
    ExtraLabel,
    IncorrectLabel,

    // its rows and cells
    BlankRow,
    ExtraCell,
    MissingCell,
    TypeError,
    ConstraintError,
    UniqueError,
    PrimaryKey,
    ForeignKey,
    TransformError,

    // the delivery
    NoFeed,
    Unreadable,
    HardLink,
    UploadUnconfirmed,
    ChecksumMismatch,
    DuplicateFile,
    CommandRejected,
    CommandFailed,
    LoadFailed,
    Poison,
}
