using Microsoft.Data.Sqlite;

namespace DropZone.Ledger;

/// <summary>The record keys of earlier jobs, for one job.</summary>
public sealed class EarlierKeys : IDisposable
{
    private readonly SeenKeys _seen;
    private readonly Action _distrust;

    internal EarlierKeys(SeenKeys seen, Action distrust)
    {
        _seen = seen;
        _distrust = distrust;
    }

    /// <exception cref="IOException">The ledger cannot be read. If it is damaged, it is rebuilt at its next use.</exception>
    public bool Contains(UInt128 key)
    {
        try
        {
            return _seen.Contains(key);
        }
        catch (SqliteException failure)
        {
            if (LedgerDatabase.IsDamage(failure))
                _distrust();
            throw new IOException($"the ledger cannot be read: {failure.Message}", failure);
        }
    }

    public void Dispose() => _seen.Dispose();
}
