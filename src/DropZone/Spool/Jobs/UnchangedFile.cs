using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>
/// Notices that a file was changed between two moments. fstat(2) tells, but for a change within the clock tick of the first
/// look (up to 10 ms on kernels before 6.13): after so fresh a look a small file is read again, and a large one is not
/// begun before the tick is over.
/// </summary>
public sealed class UnchangedFile
{
    private const long SmallFile = 1 << 20;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly OpenedFile _file;
    private readonly bool _fresh;

    public UnchangedFile(OpenedFile file, TimeProvider clock)
    {
        _file = file;
        Look = file.Status();
        _fresh = IsFresh(Look, clock);
        if (_fresh && Look.Size > SmallFile)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(Tick);
            Look = file.Status();
            _fresh = IsFresh(Look, clock);
        }
    }

    /// <summary>The look it began with.</summary>
    public FileStatus Look { get; }

    /// <summary>Whether the file is still what it was, given the SHA-256 that was read meanwhile.</summary>
    public bool Holds(string digest)
    {
        if (_file.Status() != Look)
            return false;
        return !_fresh || HashingStream.Sha256(_file.Read()) == digest;
    }

    private static bool IsFresh(FileStatus look, TimeProvider clock) => clock.GetUtcNow() - look.Changed < Tick;
}
