namespace DropZone;

/// <summary>Recognises the exceptions by which .NET reports that the operating system refused a file operation.</summary>
public static class FileSystemFailure
{
    /// <summary>Whether the operating system refused the operation: no such file, no right, no space, a failing disk. Any other exception is a bug.</summary>
    public static bool IsFileSystemFailure(this Exception exception) => exception is IOException or UnauthorizedAccessException;
}
