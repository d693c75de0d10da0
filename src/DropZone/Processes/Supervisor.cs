using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using DropZone.Linux.Processes;
using Microsoft.Win32.SafeHandles;

namespace DropZone.Processes;

/// <summary>
/// The process between DropZone and one program: the dropzone binary, started with the argument <see cref="Word"/>. It starts the program,
/// adopts all its descendants, and kills them when the program ends or the lifeline closes, because DropZone stops the run or has
/// died. It exits when none is left. Descriptors: 0 to 2 are the program's, 3 is the lifeline, 4 receives the result.
/// </summary>
public static class Supervisor
{
    /// <summary>The first word of its arguments.</summary>
    public const string Word = "supervise";

    internal const int Lifeline = 3;
    internal const int Result = 4;
    internal const int ResultSize = 2 * sizeof(int);

    /// <summary>The exit code if it was not started by DropZone.</summary>
    private const int InternalOnly = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    /// <summary>Returns its arguments for a program: the number of variables, the variables, the program, its arguments.</summary>
    internal static IReadOnlyList<string> Words(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment) =>
        [Word, environment.Count.ToString(CultureInfo.InvariantCulture), .. environment, path, .. arguments];

    /// <summary>Runs the supervisor. Returns its exit code, which is not used.</summary>
    public static int Run(IReadOnlyList<string> words)
    {
        if (words.Count < 3 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var variables) || words.Count < variables + 3)
        {
            Console.Error.WriteLine($"dropzone {Word} is for internal use only");
            return InternalOnly;
        }

        // a stop of the service signals all its processes: only the service decides on the end of the program
        using var terminate = Ignore(PosixSignal.SIGTERM);
        using var interrupt = Ignore(PosixSignal.SIGINT);
        using var hangUp = Ignore(PosixSignal.SIGHUP);
        Descriptors.KeepFrom(Lifeline);
        Descendants.Adopt();
        var path = words[variables + 2];
        var errno = SpawnedProcess.Start(path, [.. words.Skip(variables + 2)], [.. words.Skip(2).Take(variables)], null, [], out var program);
        if (errno != 0)
        {
            Report(isErrno: true, (int)errno);
            return 0;
        }

        new Thread(WaitForLifeline) { IsBackground = true }.Start();
        Report(isErrno: false, ChildProcess.WaitAmongAll(program));
        Descendants.KillAll(Patience);
        return 0;
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) => PosixSignalRegistration.Create(signal, context => context.Cancel = true);

    private static void WaitForLifeline()
    {
        using var lifeline = new FileStream(new SafeFileHandle(Lifeline, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        Span<byte> nothing = stackalloc byte[1];
        _ = lifeline.Read(nothing); // it returns when the other end is closed; nothing is ever written
        using var never = new ManualResetEventSlim();
        while (true)
        {
            Descendants.Kill();
            never.Wait(1); // the main thread ends the process when no descendant is left; until then some may still fork
        }
    }

    private static void Report(bool isErrno, int value)
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
            // DropZone was killed and no longer reads; the descendants are killed all the same
        }
    }
}
