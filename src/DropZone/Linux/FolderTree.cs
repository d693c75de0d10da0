using System.Globalization;
using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// Removes a folder and everything in it, and nothing outside, even if another user exchanges its entries for links meanwhile: each
/// entry is reached through the descriptor of its folder, and no link is followed. A folder below is first renamed directly into the
/// topmost one, so that any depth takes two descriptors. Source: openat(2), unlinkat(2), renameat(2).
/// </summary>
public static class FolderTree
{
    /// <summary>More entries than any delivery or command leaves: another process creates them as fast as they are removed.</summary>
    public const int MaxEntries = 10_000_000;

    private const int CurrentFolder = -100; // AT_FDCWD
    private const int RemoveFolder = 0x200; // AT_REMOVEDIR
    private const int OpenPath = 0x200000;  // O_PATH

    /// <summary>The numbers of these flags depend on the processor.</summary>
    private static readonly int OpenFolder = NativeConvert.FromOpenFlags(OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC);

    /// <exception cref="LinuxException">An entry cannot be removed; all others were. An entry that is gone already is no error.</exception>
    public static void Remove(string folder)
    {
        var top = Open(CurrentFolder, folder);
        if (top < 0)
        {
            if (LastError() is var errno and not Errno.ENOENT)
                throw new LinuxException(errno, "open", folder);
            return;
        }

        try
        {
            if (new Removal(top).Run() is var failed and not 0)
                throw new LinuxException(failed, "remove", folder);
        }
        finally
        {
            _ = Syscall.close(top);
        }

        if (Syscall.rmdir(folder) != 0 && Stdlib.GetLastError() is var refused and not Errno.ENOENT)
            throw new LinuxException(refused, "rmdir", folder);
    }

    /// <summary>Opens a folder, and nothing else; one that its owner, such as a program of a feed, made unreadable becomes readable.</summary>
    /// <returns>The descriptor, or -1.</returns>
    private static int Open(int parent, string name)
    {
        var path = NativeMethods.Bytes(name);
        var opened = NativeMethods.openat(parent, path, OpenFolder, 0);
        if (opened >= 0 || LastError() != Errno.EACCES || !TryGiveAccess(parent, path))
            return opened;
        return NativeMethods.openat(parent, path, OpenFolder, 0);
    }

    /// <summary>Gives the owner access to a folder, through a descriptor of the folder itself: chmod(2) by name follows a link.</summary>
    private static bool TryGiveAccess(int parent, byte[] name)
    {
        var held = NativeMethods.openat(parent, name, OpenFolder | OpenPath, 0);
        if (held < 0)
            return false;
        var isGiven = Syscall.chmod(PathOf(held), FilePermissions.S_IRWXU) == 0;
        _ = Syscall.close(held);
        return isGiven;
    }

    private static string PathOf(int descriptor) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}");

    private static Errno LastError() => NativeConvert.ToErrno(Marshal.GetLastPInvokeError());

    private sealed class Removal(int top)
    {
        private readonly Queue<string> _folders = new();
        private Errno _failed;
        private int _entries;
        private int _renamed;

        /// <summary>Empties the topmost folder. Returns the first error; 0: everything is gone.</summary>
        public Errno Run()
        {
            Empty(top);
            while (_folders.TryDequeue(out var name))
            {
                var folder = Open(top, name);
                if (folder < 0)
                {
                    // exchanged for something else since it was seen: that is removed as an entry
                    if (LastError() is var errno and not Errno.ENOENT && NativeMethods.unlinkat(top, NativeMethods.Bytes(name), 0) != 0)
                        Fail(errno);
                    continue;
                }

                Empty(folder);
                _ = Syscall.close(folder);
                if (NativeMethods.unlinkat(top, NativeMethods.Bytes(name), RemoveFolder) != 0 && LastError() is var refused and not Errno.ENOENT)
                    Fail(refused);
            }

            return _failed;
        }

        private void Empty(int folder)
        {
            foreach (var entry in FolderListing.Of(PathOf(folder)))
            {
                if (++_entries > MaxEntries)
                    throw new LinuxException(Errno.EBUSY, "remove", entry.Name);
                var name = NativeMethods.Bytes(entry.Name);
                if (NativeMethods.unlinkat(folder, name, 0) == 0)
                    continue;
                var errno = LastError();
                if (errno is Errno.EISDIR or Errno.EPERM && entry.MayBeFolder)
                    TakeFolder(folder, entry.Name, name);
                else if (errno != Errno.ENOENT)
                    Fail(errno);
            }
        }

        /// <summary>Brings a folder directly below the topmost one, to be emptied later.</summary>
        private void TakeFolder(int parent, string name, byte[] path)
        {
            if (parent == top)
            {
                _folders.Enqueue(name);
                return;
            }

            var taken = string.Create(CultureInfo.InvariantCulture, $".removed-{++_renamed}");
            var to = NativeMethods.Bytes(taken);

            // to rename a folder into another takes write permission in it
            if (NativeMethods.renameat2(parent, path, top, to, 0) == 0
                || TryGiveAccess(parent, path) && NativeMethods.renameat2(parent, path, top, to, 0) == 0)
                _folders.Enqueue(taken);
            else if (LastError() is var errno and not Errno.ENOENT)
                Fail(errno);
        }

        private void Fail(Errno errno) => _failed = _failed == 0 ? errno : _failed;
    }
}
