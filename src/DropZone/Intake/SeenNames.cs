namespace DropZone.Intake;

/// <summary>
/// Names that a watcher has reported and the loop has not checked yet: without duplicates, and bounded. Where it would overflow
/// it requests a rescan instead, which finds every file.
/// </summary>
public sealed class SeenNames
{
    private const int Capacity = 100_000;
    private readonly Lock _gate = new();
    private HashSet<(IncomingFolder Folder, string Name)> _names = [];
    private bool _rescan;

    /// <summary>Called after something was added.</summary>
    public event Action? Added;

    public void Add(IncomingFolder folder, string name)
    {
        lock (_gate)
        {
            // U+FFFD: the watcher cannot represent names that are not UTF-8; a listing can
            if (_names.Count >= Capacity || name.Contains('\uFFFD', StringComparison.Ordinal))
                _rescan = true;
            else
                _names.Add((folder, name));
        }

        Added?.Invoke();
    }

    public void RequestRescan()
    {
        lock (_gate)
            _rescan = true;
        Added?.Invoke();
    }

    /// <summary>Takes all names; <paramref name="rescan"/> is true if a rescan was requested.</summary>
    public IReadOnlyCollection<(IncomingFolder Folder, string Name)> Take(out bool rescan)
    {
        lock (_gate)
        {
            var taken = _names;
            rescan = _rescan;
            _rescan = false;
            _names = [];
            return taken;
        }
    }
}
