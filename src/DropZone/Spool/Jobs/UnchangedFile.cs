using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>
/// Detects that a file was changed between two moments. fstat(2) shows it, except for a change within the clock tick of the first
/// call (up to 10 ms on kernels before 6.13): if the file is that fresh, a small one is read again, and a large one is not started
/// before the tick is over.
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
        Status = file.Status();
        _fresh = IsFresh(Status, clock);
        if (_fresh && Status.Size > SmallFile)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(Tick);
            Status = file.Status();
            _fresh = IsFresh(Status, clock);
        }
    }

    /// <summary>The status at the first moment.</summary>
    public FileStatus Status { get; }

    /// <summary>Whether the file is unchanged, given the SHA-256 of the bytes read meanwhile; null: it was not read to its end.</summary>
    public bool Holds(string? digest)
    {
        if (_file.Status() != Status)
            return false;
        return !_fresh || digest is null || HashingStream.Sha256(_file.Read()) == digest;
    }

    private static bool IsFresh(FileStatus status, TimeProvider clock) => clock.GetUtcNow() - status.Changed < Tick;
}
