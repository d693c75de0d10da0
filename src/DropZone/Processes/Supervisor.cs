using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using DropZone.Linux;
using Microsoft.Win32.SafeHandles;

namespace DropZone.Processes;

/// <summary>
/// The process between DropZone and one program: our own binary, begun with the word <see cref="Word"/>. It starts the program, adopts all
/// that comes from it, and ends only when nothing of that is left: the program ended, or the lifeline broke, because DropZone
/// wants the end or has died itself. Descriptors: 0 to 2 are the program's, 3 is the lifeline, 4 takes what became of the program.
/// </summary>
public static class Supervisor
{
    /// <summary>The first word of its arguments.</summary>
    public const string Word = "supervise";

    internal const int Lifeline = 3;
    internal const int Result = 4;
    internal const int ResultSize = 2 * sizeof(int);

    /// <summary>It was not begun by DropZone.</summary>
    private const int NotForPeople = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    /// <summary>Its arguments for a program: how many variables, the variables, the program, its arguments.</summary>
    internal static IReadOnlyList<string> Words(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment) =>
        [Word, environment.Count.ToString(CultureInfo.InvariantCulture), .. environment, path, .. arguments];

    /// <summary>The life of the supervisor. Returns its exit code, which nobody asks for.</summary>
    public static int Run(IReadOnlyList<string> words)
    {
        if (words.Count < 3 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var variables) || words.Count < variables + 3)
        {
            Console.Error.WriteLine($"dropzone {Word} is for DropZone itself");
            return NotForPeople;
        }

        // a stop of the service reaches all its processes: what becomes of the program is for the service to say
        using var terminate = Ignore(PosixSignal.SIGTERM);
        using var interrupt = Ignore(PosixSignal.SIGINT);
        using var hangUp = Ignore(PosixSignal.SIGHUP);
        Descriptors.KeepFrom(Lifeline);
        Descendants.Adopt();
        var path = words[variables + 2];
        var errno = SpawnedProcess.Start(path, [.. words.Skip(variables + 2)], [.. words.Skip(2).Take(variables)], null, [], out var program);
        if (errno != 0)
        {
            Tell(isErrno: true, (int)errno);
            return 0;
        }

        new Thread(WaitForLifeline) { IsBackground = true }.Start();
        Tell(isErrno: false, ChildProcess.WaitAmongAll(program));
        Descendants.KillAll(Patience);
        return 0;
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) => PosixSignalRegistration.Create(signal, context => context.Cancel = true);

    private static void WaitForLifeline()
    {
        using var lifeline = new FileStream(new SafeFileHandle(Lifeline, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        Span<byte> nothing = stackalloc byte[1];
        _ = lifeline.Read(nothing); // nobody ever writes: it returns when the other end is closed
        using var never = new ManualResetEventSlim();
        while (true)
        {
            Descendants.Kill();
            never.Wait(1); // the main thread ends the process when nothing is left; until then some may still fork
        }
    }

    private static void Tell(bool isErrno, int value)
    {
        Span<byte> result = stackalloc byte[ResultSize];
        BinaryPrimitives.WriteInt32LittleEndian(result, isErrno ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(result[sizeof(int)..], value);
        try
        {
            using var pipe = new FileStream(new SafeFileHandle(Result, ownsHandle: true), FileAccess.Write, bufferSize: 0);
            pipe.Write(result);
        }
        catch (IOException)
        {
            // nobody is there who wants to know, as DropZone was killed; what is left of the program has still to go
        }
    }
}
