using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>A temporary file for data that does not fit into memory: readable by its owner only, and nameless, so that nothing is left of it however the process ends.</summary>
public static class ScratchFile
{
    /// <summary>A new empty file in the temporary folder, see <see cref="OpenIn"/>.</summary>
    public static FileStream Open() => OpenIn(Path.GetTempPath());

    /// <summary>A new empty file on the folder's disk, read and written, gone when it is closed. Any number may be open at once.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static FileStream OpenIn(string folder)
    {
        var path = Path.Combine(folder, $"{Path.GetRandomFileName()}.part"); // the ending of files that are swept, should the process end right here
        var file = Syscall.open(path, OpenFlags.O_RDWR | OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_CLOEXEC, FilePermissions.S_IRUSR | FilePermissions.S_IWUSR);
        if (file < 0)
            throw LinuxException.Last("open", path);
        var stream = new FileStream(new SafeFileHandle(file, ownsHandle: true), FileAccess.ReadWrite);
        File.Delete(path);
        return stream;
    }
}
