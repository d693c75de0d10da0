namespace DropZone.Tables.Primitives.KeySets;

/// <summary>The keys beyond the memory budget: sorted runs in scratch files, merged four by four so that they stay few, with one filter.</summary>
internal sealed class KeyRuns(Func<Stream> scratch) : IDisposable
{
    private const int MergedAtOnce = 4;

    private readonly List<(KeyRun Run, int Level)> _runs = [];
    private KeyFilter? _filter;
    private long _count;

    public bool TryFind(UInt128 digest, out long row)
    {
        row = 0;
        if (_filter?.MayContain(digest) != true)
            return false;
        foreach (var (run, _) in _runs)
            if (run.TryFind(digest, out row))
                return true;
        return false;
    }

    /// <summary>Writes all keys of the table, which must be cleared afterwards.</summary>
    public void Add(KeyTable table)
    {
        var (digests, rows) = table.Sorted();
        _runs.Add((KeyRun.Write(scratch(), Pairs(digests, rows)), 0));
        _count += digests.Length;
        while (Mergeable() is { } level)
            Merge(level);
        if (_filter is not null && _filter.Capacity >= _count)
        {
            foreach (var digest in digests.Span)
                _filter.Add(digest);
            return;
        }

        _filter = null; // two filters would exceed the budget, so the old one is released first
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _filter = new KeyFilter(_count + (_count / 2));
        foreach (var (run, _) in _runs)
            foreach (var (digest, _) in run.Entries())
                _filter.Add(digest);
    }

    public void Dispose()
    {
        foreach (var (run, _) in _runs)
            run.Dispose();
        _runs.Clear();
    }

    private int? Mergeable()
    {
        var last = _runs[^1].Level;
        return _runs.Count(run => run.Level == last) >= MergedAtOnce ? last : null;
    }

    private void Merge(int level)
    {
        var merged = _runs.FindAll(run => run.Level == level);
        var whole = KeyRun.Write(scratch(), Merged([.. merged.Select(run => run.Run.Entries().GetEnumerator())]));
        merged.ForEach(run => run.Run.Dispose());
        _runs.RemoveAll(run => run.Level == level);
        _runs.Add((whole, level + 1));
    }

    private static IEnumerable<(UInt128 Digest, uint Row)> Merged(List<IEnumerator<(UInt128 Digest, uint Row)>> sources)
    {
        sources.RemoveAll(source => !source.MoveNext());
        while (sources.Count > 0)
        {
            var least = sources[0];
            foreach (var source in sources)
                if (source.Current.Digest < least.Current.Digest)
                    least = source;
            yield return least.Current;
            if (!least.MoveNext())
                sources.Remove(least);
        }
    }

    private static IEnumerable<(UInt128 Digest, uint Row)> Pairs(ReadOnlyMemory<UInt128> digests, ReadOnlyMemory<uint> rows)
    {
        for (var i = 0; i < digests.Length; i++)
            yield return (digests.Span[i], rows.Span[i]);
    }
}
