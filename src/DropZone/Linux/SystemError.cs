namespace DropZone.Linux;

/// <summary>
/// Why the kernel refused a system call: the error numbers on which this program decides. A value may be any other number of the
/// kernel; <see cref="SystemErrorText"/> has the names of all. Source: errno(3).
/// </summary>
public enum SystemError
{
    /// <summary>The call succeeded.</summary>
    None = 0,

    /// <summary>EPERM</summary>
    NotPermitted = 1,

    /// <summary>ENOENT</summary>
    NotFound = 2,

    /// <summary>EIO</summary>
    DeviceFailed = 5,

    /// <summary>ENXIO: a FIFO without a reader, a socket or a device.</summary>
    NoDevice = 6,

    /// <summary>ENOEXEC</summary>
    NotExecutable = 8,

    /// <summary>EAGAIN</summary>
    TryAgain = 11,

    /// <summary>ENOMEM</summary>
    NoMemory = 12,

    /// <summary>EACCES</summary>
    AccessDenied = 13,

    /// <summary>EEXIST</summary>
    Exists = 17,

    /// <summary>EXDEV</summary>
    OtherMount = 18,

    /// <summary>ENOTDIR</summary>
    NotFolder = 20,

    /// <summary>EISDIR</summary>
    IsFolder = 21,

    /// <summary>EINVAL</summary>
    Invalid = 22,

    /// <summary>ENFILE: the system has no descriptor left.</summary>
    SystemDescriptorsUsed = 23,

    /// <summary>EMFILE: the process has no descriptor left.</summary>
    ProcessDescriptorsUsed = 24,

    /// <summary>ETXTBSY</summary>
    ProgramBusy = 26,

    /// <summary>EFBIG</summary>
    FileTooLarge = 27,

    /// <summary>ENOSPC</summary>
    NoSpace = 28,

    /// <summary>EROFS</summary>
    ReadOnly = 30,

    /// <summary>ENAMETOOLONG</summary>
    NameTooLong = 36,

    /// <summary>ENOSYS</summary>
    NotImplemented = 38,

    /// <summary>ELOOP: a symbolic link that is not followed.</summary>
    SymbolicLink = 40,

    /// <summary>EILSEQ: a name that the file system cannot hold.</summary>
    InvalidName = 84,

    /// <summary>EOPNOTSUPP</summary>
    NotSupported = 95,
}
