using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// Renames without replacing: renameat2(2) with RENAME_NOREPLACE. The file is under its old name or its new name, never
/// both, never neither; a file that already has the new name keeps it. Never copies: EXDEV is an error.
/// .NET's File.Move races on the last point and silently copies on EXDEV. Only the spool calls this, <see cref="ReplacedFile"/> and <see cref="FolderTree"/>.
/// </summary>
public static class AtomicRename
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint NoReplace = 1;       // RENAME_NOREPLACE

    /// <summary>
    /// Returns why the rename was refused: EEXIST (the new name is taken), ENOENT (the file is gone), EXDEV, ENOSPC … A file that a power
    /// cut left under both names, as btrfs may, loses the old one.
    /// </summary>
    public static SystemError Try(string from, string to)
    {
        if (NativeMethods.renameat2(CurrentFolder, NativeMethods.Bytes(from), CurrentFolder, NativeMethods.Bytes(to), NoReplace) == 0)
            return SystemError.None;
        var error = (SystemError)NativeConvert.ToErrno(Marshal.GetLastPInvokeError());
        return error == SystemError.Exists && IsSameFile(from, to) ? Finish(from) : error;
    }

    /// <summary>
    /// Does the same on file systems that cannot rename without replacing, such as NFS: link(2), which never replaces, then unlink(2). A file
    /// that a crash left under both names loses the old one. Where there are no links either, the new name is checked first: a file that
    /// gets it between the check and the rename is lost.
    /// </summary>
    public static SystemError TryAnywhere(string from, string to)
    {
        var error = Try(from, to);
        return error is SystemError.Invalid or SystemError.NotImplemented or SystemError.NotSupported ? TryByLink(from, to) : error;
    }

    internal static SystemError TryByLink(string from, string to)
    {
        var error = Result(Syscall.link(from, to));
        if (error == SystemError.None || (error == SystemError.Exists && IsSameFile(from, to)))
            return Finish(from);
        if (error is not (SystemError.NotPermitted or SystemError.NotImplemented or SystemError.NotSupported))
            return error;
        return FileStatus.At(to) is null ? Result(Stdlib.rename(from, to)) : SystemError.Exists;
    }

    /// <summary>Renames an entry of one folder into another, where other users may exchange the names of both. Returns why that was refused.</summary>
    public static SystemError Try(HeldFolder from, string name, HeldFolder to, string newName) =>
        NativeMethods.renameat2(from.Descriptor, NativeMethods.Bytes(name), to.Descriptor, NativeMethods.Bytes(newName), NoReplace) == 0
            ? SystemError.None
            : (SystemError)NativeConvert.ToErrno(Marshal.GetLastPInvokeError());

    /// <exception cref="LinuxException">The rename was refused.</exception>
    public static void Move(string from, string to)
    {
        var error = Try(from, to);
        if (error != SystemError.None)
            throw new LinuxException(error, "rename", $"{from} to {to}");
    }

    /// <summary>The only rename that replaces: for our own records, written whole next to the old one first.</summary>
    /// <exception cref="LinuxException">The rename was refused.</exception>
    public static void Replace(string from, string to)
    {
        if (Stdlib.rename(from, to) != 0)
            throw LinuxException.Last("rename", $"{from} to {to}");
    }

    /// <summary>Removes the old name of a file that has its new name already.</summary>
    private static SystemError Finish(string from) => Result(Syscall.unlink(from));

    private static SystemError Result(int call) => call == 0 ? SystemError.None : (SystemError)Stdlib.GetLastError();

    private static bool IsSameFile(string one, string other) => FileStatus.At(one) is { } first && FileStatus.At(other) is { } second && first.IsSameFile(second);
}
