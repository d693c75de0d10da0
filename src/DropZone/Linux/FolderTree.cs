using System.Globalization;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// Removes a folder and everything in it, and nothing outside, even if another user exchanges its entries for links meanwhile: each
/// entry is reached through the descriptor of its folder, no link is followed, and no other mount is entered. A folder below is first
/// renamed directly into the topmost one, so that any depth takes two descriptors.
/// </summary>
public static class FolderTree
{
    /// <summary>More entries than any delivery or command leaves: another process creates them as fast as they are removed.</summary>
    public const int MaxEntries = 10_000_000;

    private const uint OwnerOnly = 0x1C0; // 0700

    /// <exception cref="IOException">An entry cannot be removed; all others were. An entry that is gone already is no error.</exception>
    public static void Remove(string folder)
    {
        if (FileStatus.At(folder) is null)
            return;
        _ = PermissionBits.TrySetFolder(folder, OwnerOnly); // a program may have made its own folder unreadable
        using (var top = HeldFolder.Open(folder))
        {
            if (new Removal(top).Run() is var failed and not SystemError.None)
                throw new LinuxException(failed, "remove", folder);
        }

        DurableFolder.Remove(folder);
    }

    private sealed class Removal(HeldFolder top)
    {
        private readonly Queue<string> _folders = new();
        private SystemError _failed;
        private int _entries;
        private int _renamed;

        /// <summary>Empties the topmost folder. Returns the first error; <see cref="SystemError.None"/>: everything is gone.</summary>
        public SystemError Run()
        {
            Empty(top);
            while (_folders.TryDequeue(out var name))
            {
                using var folder = Open(name, out var error);
                if (folder is not null)
                    Empty(folder);
                else if (error == SystemError.NotFound)
                    continue;

                // what is no folder was exchanged for one since it was seen: it is removed as an entry
                if (top.TryRemove(name, isFolder: folder is not null) is var refused and not (SystemError.None or SystemError.NotFound))
                    Fail(refused);
            }

            return _failed;
        }

        private HeldFolder? Open(string name, out SystemError error)
        {
            var folder = top.TryOpen(name, out error);
            return folder is null && error == SystemError.AccessDenied && TryGiveAccess(top, name) ? top.TryOpen(name, out error) : folder;
        }

        private void Empty(HeldFolder folder)
        {
            foreach (var name in folder.Names())
            {
                if (++_entries > MaxEntries)
                    throw new LinuxException(Errno.EBUSY, "remove", name);
                var error = folder.TryRemove(name, isFolder: false);
                if (error is SystemError.IsFolder or SystemError.NotPermitted && folder.StatusOf(name) is { Kind: FileKind.Folder })
                    TakeFolder(folder, name);
                else if (error is not (SystemError.None or SystemError.NotFound))
                    Fail(error);
            }
        }

        /// <summary>Brings a folder directly below the topmost one, to be emptied later.</summary>
        private void TakeFolder(HeldFolder parent, string name)
        {
            if (parent == top)
            {
                _folders.Enqueue(name);
                return;
            }

            var error = Take(parent, name, out var taken);
            if (error == SystemError.AccessDenied && TryGiveAccess(parent, name)) // to rename a folder into another takes write permission in it
                error = Take(parent, name, out taken);
            if (error == SystemError.None)
                _folders.Enqueue(taken);
            else if (error != SystemError.NotFound)
                Fail(error);
        }

        /// <summary>Renames a folder to a free name in the topmost one: an interrupted removal may have left some.</summary>
        private SystemError Take(HeldFolder parent, string name, out string taken)
        {
            SystemError error;
            do
            {
                taken = string.Create(CultureInfo.InvariantCulture, $".removed-{++_renamed}");
                error = AtomicRename.Try(parent, name, top, taken);
            }
            while (error == SystemError.Exists);
            return error;
        }

        private static bool TryGiveAccess(HeldFolder parent, string name) => PermissionBits.TrySetFolder($"{parent.HeldPath}/{name}", OwnerOnly) == SystemError.None;

        private void Fail(SystemError error) => _failed = _failed == SystemError.None ? error : _failed;
    }
}
