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
        catch (SqliteException trouble)
        {
            if (LedgerDatabase.IsDamage(trouble))
                distrust();
            throw new IOException($"the ledger cannot be read: {trouble.Message}", trouble);
        }
    }

    public void Dispose() => seen.Dispose();
}
