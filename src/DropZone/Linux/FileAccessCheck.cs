using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>access(2): what this user may do with a file. For messages and surveys; the call that uses the file decides.</summary>
public static class FileAccessCheck
{
    /// <summary>Whether the folder can be listed and entered.</summary>
    public static bool CanList(string folder) => Syscall.access(folder, AccessModes.R_OK | AccessModes.X_OK) == 0;

    /// <summary>Whether the file can be executed.</summary>
    public static bool CanExecute(string path) => Syscall.access(path, AccessModes.X_OK) == 0;
}
