using System.Globalization;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that rebuild the ledger, under the zone's lock. Each may be the last: a start that finds no ledger makes one.</summary>
public sealed class LedgerSteps
{
    /// <summary>The name of the ledger in <c>state/</c>.</summary>
    public const string FileName = "ledger.db";

    // SQLite's files next to a database: what is not yet in the database is removed after it, so that no ledger lacks its end
    private static readonly string[] Files = [FileName, $"{FileName}-wal", $"{FileName}-shm"];
    private readonly Zone _zone;
    private readonly StepRunner _runner;

    internal LedgerSteps(Zone zone, StepRunner runner) => (_zone, _runner) = (zone, runner);

    /// <summary>Renames a damaged ledger, for later analysis. Returns its new name, relative to the zone.</summary>
    public string SetAside(DateTimeOffset now)
    {
        var aside = $"damaged-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}-";
        foreach (var file in Files.Where(file => FileStatus.At($"{_zone.State}/{file}") is not null))
            _runner.Move(DurableStep.SetLedgerAside, $"{_zone.State}/{file}", $"{_zone.State}/{aside}{file}");
        return Path.GetRelativePath(_zone.Root, $"{_zone.State}/{aside}{FileName}");
    }

    /// <summary>Makes a ledger as a part and, when all of it is on the disk, replaces the old one.</summary>
    /// <param name="make">Makes and closes the file of that path.</param>
    public T Place<T>(Func<string, T> make)
    {
        var path = $"{_zone.State}/{FileName}";
        var part = path + JobFolder.PartEnding;
        _runner.Discard(_zone.State, name => name == Path.GetFileName(part));
        var made = make(part);
        _runner.Sync(DurableStep.SyncLedger, part);
        _runner.Discard(_zone.State, Files.Contains);
        _runner.Move(DurableStep.NameLedger, part, path);
        _runner.Sync(DurableStep.SyncStateFolder, _zone.State);
        return made;
    }
}
