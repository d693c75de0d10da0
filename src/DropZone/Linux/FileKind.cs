namespace DropZone.Linux;

/// <summary>What a directory entry is.</summary>
public enum FileKind
{
    Regular,
    Folder,
    SymbolicLink,
    Fifo,
    Socket,
    Device,
}
