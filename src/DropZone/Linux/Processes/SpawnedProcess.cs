using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace DropZone.Linux.Processes;

/// <summary>
/// A program started by posix_spawn(3), as fork(2) is not safe in a process of many threads. It begins with exactly the descriptors it is
/// given, in a session of its own, without the capabilities of this process, with every signal at its default and none blocked: .NET ignores SIGPIPE, and what is
/// ignored stays so over exec(2). All descriptors of this process must be close-on-exec, which those of .NET are.
/// </summary>
internal static unsafe partial class SpawnedProcess
{
    // opaque structs of glibc: 336, 80 and 128 bytes on x86-64, no more elsewhere
    private const int OpaqueSize = 1024;
    private const int Ambient = 47; // PR_CAP_AMBIENT
    private const nuint ClearAll = 4; // PR_CAP_AMBIENT_CLEAR_ALL
    private const short DefaultSignals = 0x04; // POSIX_SPAWN_SETSIGDEF
    private const short SignalMask = 0x08; // POSIX_SPAWN_SETSIGMASK
    private const short NewSession = 0x80; // POSIX_SPAWN_SETSID

    /// <summary>Starts a program. Returns why it could not be started: ENOENT, EACCES, ENOEXEC …</summary>
    /// <param name="path">Of the program; no PATH is searched.</param>
    /// <param name="words">Its argument list, itself first.</param>
    /// <param name="environment">All of its environment, <c>NAME=value</c>.</param>
    /// <param name="folder">Its working folder; null: that of this process.</param>
    /// <param name="descriptors">Its descriptors 0, 1, 2 and so on; null for this process's own. None may be lower than its new number.</param>
    /// <param name="process">Its number.</param>
    public static SystemError Start(
        string path, IReadOnlyList<string> words, IReadOnlyList<string> environment, string? folder, ReadOnlySpan<SafeFileHandle?> descriptors, out int process)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        var arguments = Texts(words);
        var variables = Texts(environment);
        try
        {
            // an ambient capability is inherited over exec(2), from this thread; its other sets stay as they are
            _ = prctl(Ambient, ClearAll, 0, 0, 0);
            _ = posix_spawn_file_actions_init(actions);
            for (var i = 0; i < descriptors.Length; i++)
                if (descriptors[i] is { } descriptor)
                    _ = posix_spawn_file_actions_adddup2(actions, (int)descriptor.DangerousGetHandle(), i);
            if (folder is not null)
                _ = posix_spawn_file_actions_addchdir_np(actions, folder);
            _ = posix_spawnattr_init(attributes);
            _ = posix_spawnattr_setflags(attributes, DefaultSignals | SignalMask | NewSession);
            _ = sigfillset(signals);
            _ = posix_spawnattr_setsigdefault(attributes, signals);
            _ = sigemptyset(signals);
            _ = posix_spawnattr_setsigmask(attributes, signals);
            return (SystemError)NativeConvert.ToErrno(posix_spawn(out process, path, actions, attributes, arguments, variables));
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
            _ = posix_spawnattr_destroy(attributes);
            Free(arguments);
            Free(variables);
        }
    }

    private static nint* Texts(IReadOnlyList<string> texts)
    {
        var pointers = (nint*)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(nint));
        for (var i = 0; i < texts.Count; i++)
            pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        return pointers;
    }

    private static void Free(nint* pointers)
    {
        for (var i = 0; pointers[i] != 0; i++)
            Marshal.FreeCoTaskMem(pointers[i]);
        NativeMemory.Free(pointers);
    }

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(out int process, string path, byte* actions, byte* attributes, nint* arguments, nint* environment);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addchdir_np(byte* actions, string folder);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static partial int sigfillset(byte* signals);

    [LibraryImport("libc")]
    private static partial int sigemptyset(byte* signals);
}
