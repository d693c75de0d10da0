namespace DropZone.Errors;

/// <summary>
/// The reasons for rejecting a delivery or a row of it: a closed list.
/// Their names on disk and on screen are in <see cref="ErrorCatalog"/>, and equal those of frictionless where it has one.
/// </summary>
public enum ErrorCode
{
    // the file as a whole
    NotCsv,
    EmptyFile,
    EncodingError,
    NulByte,
    ControlCharacter,
    LostCharacter,
    JoinedFiles,
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

    // its length
    IncorrectFooter,
    TooFewRows,

    // its rows and cells
    RepeatedHeader,
    BlankRow,
    ExtraCell,
    MissingCell,
    TypeError,
    ConstraintError,
    UniqueError,
    PrimaryKey,
    ForeignKey,
    TransformError,
    TargetError,

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
