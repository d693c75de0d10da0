using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace DropZone.Linux;

/// <summary>
/// openat2(2): opens a name in a folder, and never anything outside it: neither through a link nor on another mount. Bind mounts have
/// the st_dev of their file system, so only the kernel can recognise them.
/// </summary>
internal static partial class OpenBeneath
{
    private const nint OpenAt2 = 437; // on all architectures
    private const ulong NoOtherMount = 1; // RESOLVE_NO_XDEV
    private const ulong NoLinks = 2 | 4; // RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS
    private const ulong Beneath = 8; // RESOLVE_BENEATH

    /// <summary>Opens one name. Returns a descriptor, or a negative number and the reason.</summary>
    public static int Try(int folder, string name, OpenFlags flags, out SystemError error)
    {
        var how = new OpenHow { Flags = (ulong)NativeConvert.FromOpenFlags(flags), Resolve = NoOtherMount | NoLinks | Beneath };
        var descriptor = (int)syscall(OpenAt2, folder, NativeMethods.Bytes(name), ref how, (nuint)Marshal.SizeOf<OpenHow>());
        error = descriptor < 0 ? (SystemError)NativeConvert.ToErrno(Marshal.GetLastPInvokeError()) : SystemError.None;

        // old container runtimes refuse a call that they do not know
        return error is SystemError.NotImplemented or SystemError.NotPermitted ? TryWithoutMounts(folder, name, flags, out error) : descriptor;
    }

    /// <summary>The same by openat(2), for one name without a slash: recognises other file systems, but no bind mounts.</summary>
    internal static int TryWithoutMounts(int folder, string name, OpenFlags flags, out SystemError error)
    {
        var descriptor = Syscall.openat(folder, name, flags | OpenFlags.O_NOFOLLOW);
        error = descriptor < 0 ? (SystemError)Stdlib.GetLastError() : SystemError.None;
        if (descriptor >= 0 && (Syscall.fstat(folder, out var parent) != 0 || Syscall.fstat(descriptor, out var opened) != 0 || parent.st_dev != opened.st_dev))
        {
            _ = Syscall.close(descriptor);
            error = SystemError.OtherMount;
            return -1;
        }

        return descriptor;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint folder, byte[] path, ref OpenHow how, nuint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
