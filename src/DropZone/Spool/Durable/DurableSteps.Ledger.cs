using System.Globalization;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps by which a ledger is made anew, by who holds the zone's lock. A start that finds none makes one, so each may be the last.</summary>
public sealed partial class DurableSteps
{
    /// <summary>The name of the ledger in <c>state/</c>.</summary>
    public const string LedgerName = "ledger.db";

    // what SQLite keeps beside a database: what is not yet in it goes before it, so that no ledger stands without its end
    private static readonly string[] LedgerFiles = [LedgerName, $"{LedgerName}-wal", $"{LedgerName}-shm"];

    /// <summary>Puts a damaged ledger out of the way, for whoever wants to look at it. Returns its new name, relative to the zone.</summary>
    public string SetLedgerAside(DateTimeOffset now)
    {
        var aside = $"damaged-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}-";
        foreach (var file in LedgerFiles)
            if (FileStatus.At($"{zone.State}/{file}") is not null && faults.Take(DurableStep.SetLedgerAside))
                AtomicRename.Move($"{zone.State}/{file}", $"{zone.State}/{aside}{file}");
        return Path.GetRelativePath(zone.Root, $"{zone.State}/{aside}{LedgerName}");
    }

    /// <summary>Makes a ledger as a part and, when all of it is on the disk, puts it in the place of the old one.</summary>
    /// <param name="make">Makes and closes the file of that path.</param>
    public T PlaceLedger<T>(Func<string, T> make)
    {
        var path = $"{zone.State}/{LedgerName}";
        var part = path + JobFolder.PartEnding;
        Discard(zone.State, name => name == Path.GetFileName(part));
        var made = make(part);
        if (faults.Take(DurableStep.SyncLedger))
            DurableFile.Sync(part);
        Discard(zone.State, LedgerFiles.Contains);
        if (faults.Take(DurableStep.NameLedger))
            AtomicRename.Move(part, path);
        if (faults.Take(DurableStep.SyncStateFolder))
            DurableFile.Sync(zone.State);
        return made;
    }
}
