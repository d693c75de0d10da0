namespace DropZone.Linux;

/// <summary>The type of a directory entry.</summary>
public enum FileKind
{
    Regular,
    Folder,
    SymbolicLink,
    Fifo,
    Socket,
    Device,
}
