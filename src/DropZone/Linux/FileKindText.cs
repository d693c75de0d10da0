namespace DropZone.Linux;

/// <summary>The type of a directory entry as words of a message.</summary>
public static class FileKindText
{
    /// <summary>Returns the type with its article: <c>a symbolic link</c>.</summary>
    public static string Text(this FileKind kind) => kind switch
    {
        FileKind.Regular => "a file",
        FileKind.Folder => "a folder",
        FileKind.SymbolicLink => "a symbolic link",
        FileKind.Fifo => "a FIFO",
        FileKind.Socket => "a socket",
        _ => "a device",
    };
}
