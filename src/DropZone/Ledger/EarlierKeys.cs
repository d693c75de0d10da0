using Microsoft.Data.Sqlite;

namespace DropZone.Ledger;

/// <summary>The record keys of earlier jobs, for one job.</summary>
public sealed class EarlierKeys : IDisposable
{
    private readonly SeenKeys seen;
    private readonly Action distrust;

    internal EarlierKeys(SeenKeys seen, Action distrust)
    {
        this.seen = seen;
        this.distrust = distrust;
    }

    /// <exception cref="IOException">The ledger cannot be read; if it is damaged it is made anew at its next use.</exception>
    public bool Contains(UInt128 key)
    {
        try
        {
            return seen.Contains(key);
        }
        catch (SqliteException failure)
        {
            if (LedgerDatabase.IsDamage(failure))
                distrust();
            throw new IOException($"the ledger cannot be read: {failure.Message}", failure);
        }
    }

    public void Dispose() => seen.Dispose();
}
