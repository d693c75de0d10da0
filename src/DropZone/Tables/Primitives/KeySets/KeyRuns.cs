namespace DropZone.Tables.Primitives.KeySets;

/// <summary>The keys beyond the memory budget: sorted runs in scratch files, merged four by four so that they stay few, with one filter.</summary>
internal sealed class KeyRuns(Func<Stream> scratch) : IDisposable
{
    private const int MergedAtOnce = 4;

    private readonly List<(KeyRun Run, int Level)> runs = [];
    private KeyFilter? filter;
    private long count;

    public bool TryFind(UInt128 digest, out long row)
    {
        row = 0;
        if (filter?.MayContain(digest) != true)
            return false;
        foreach (var (run, _) in runs)
            if (run.TryFind(digest, out row))
                return true;
        return false;
    }

    /// <summary>Writes all keys of the table, which must be cleared afterwards.</summary>
    public void Add(KeyTable table)
    {
        var (digests, rows) = table.Sorted();
        runs.Add((KeyRun.Write(scratch(), Pairs(digests, rows)), 0));
        count += digests.Length;
        while (Mergeable() is { } level)
            Merge(level);
        if (filter is not null && filter.Capacity >= count)
        {
            foreach (var digest in digests.Span)
                filter.Add(digest);
            return;
        }

        filter = null; // two filters would exceed the budget, so the old one is released first
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        filter = new KeyFilter(count + (count / 2));
        foreach (var (run, _) in runs)
            foreach (var (digest, _) in run.Entries())
                filter.Add(digest);
    }

    public void Dispose()
    {
        foreach (var (run, _) in runs)
            run.Dispose();
        runs.Clear();
    }

    private int? Mergeable()
    {
        var last = runs[^1].Level;
        return runs.Count(run => run.Level == last) >= MergedAtOnce ? last : null;
    }

    private void Merge(int level)
    {
        var merged = runs.FindAll(run => run.Level == level);
        var whole = KeyRun.Write(scratch(), Merged([.. merged.Select(run => run.Run.Entries().GetEnumerator())]));
        merged.ForEach(run => run.Run.Dispose());
        runs.RemoveAll(run => run.Level == level);
        runs.Add((whole, level + 1));
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
