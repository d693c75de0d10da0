using DropZone.Spool.Records;
using Microsoft.Data.Sqlite;

namespace DropZone.Ledger;

/// <summary>
/// The SQLite file behind the ledger: one row for each sealed job that ended, and the keys of its records. Every
/// write is a transaction; after a crash of the process all are there, after a power cut the last may be missing (WAL,
/// synchronous=NORMAL), never half. Not for several threads at a time.
/// </summary>
internal sealed class LedgerDatabase : IDisposable
{
    private const int Version = 1;
    private const int BusySeconds = 30;

    private const string Tables = """
        CREATE TABLE jobs (
          id INTEGER PRIMARY KEY,
          job TEXT NOT NULL UNIQUE,
          feed TEXT NOT NULL,
          file TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          outcome INTEGER NOT NULL,
          sealed INTEGER NOT NULL,
          rows_in INTEGER NOT NULL,
          rows_out INTEGER NOT NULL);
        CREATE INDEX jobs_content ON jobs (feed, sha256);
        CREATE TABLE record_keys (key BLOB PRIMARY KEY, job INTEGER NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = 1;
        """;

    private readonly SqliteConnection _connection;

    private LedgerDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the ledger for use; a missing one is made.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="checksAll">Reads all of it, to find damage that a broken disk or a power cut left.</param>
    /// <exception cref="SqliteException">It cannot be opened, or is damaged: see <see cref="IsDamage"/>.</exception>
    public static LedgerDatabase Open(string path, bool checksAll) => Opened(path, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", checksAll);

    /// <summary>Makes a new ledger next to the zone's: nothing is durable before it is closed and synced.</summary>
    public static LedgerDatabase Make(string path) => Opened(path, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;", checksAll: false);

    /// <summary>Opens a second connection, which sees the ledger as it is now until it is closed. The file must exist.</summary>
    public static SqliteConnection OpenSnapshot(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadOnly);
        Execute(connection, "PRAGMA cache_size = -32768; BEGIN;");
        return connection;
    }

    /// <summary>Returns the jobs that had this content, newest first.</summary>
    public static IReadOnlyList<string> JobsWith(string path, string sha256)
    {
        using var connection = OpenSnapshot(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT job FROM jobs WHERE sha256 = $sha256 ORDER BY sealed DESC";
        command.Parameters.AddWithValue("$sha256", sha256);
        using var rows = command.ExecuteReader();
        var jobs = new List<string>();
        while (rows.Read())
            jobs.Add(rows.GetString(0));
        return jobs;
    }

    /// <summary>Opens a connection for a sweep, while the service may have its own. The file must exist.</summary>
    public static SqliteConnection OpenToSweep(string path) => Connect(path, SqliteOpenMode.ReadWrite);

    /// <summary>Whether the file is no valid ledger and must be rebuilt. Any other failure is temporary.</summary>
    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_FORMAT;

    /// <summary>Returns the latest delivery of this content to the feed, if one was loaded.</summary>
    /// <param name="file">Limits it to this name; null: any name.</param>
    /// <param name="since">The earliest seal that counts.</param>
    /// <param name="except">A job that does not count: no job is its own duplicate.</param>
    public EarlierDelivery? FindContent(string feed, string sha256, string? file, DateTimeOffset since, string except)
    {
        using var command = Command(
            """
            SELECT job, file, sealed FROM jobs
            WHERE feed = $feed AND sha256 = $sha256 AND outcome IN (0, 1) AND sealed >= $since AND job <> $except AND ($file IS NULL OR file = $file)
            ORDER BY sealed DESC LIMIT 1
            """,
            ("$feed", feed), ("$sha256", sha256), ("$since", since.ToUnixTimeMilliseconds()), ("$except", except), ("$file", file));
        using var row = command.ExecuteReader();
        return row.Read() ? new EarlierDelivery(row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))) : null;
    }

    /// <summary>Whether the job and all its keys are in the ledger.</summary>
    public bool Knows(string job)
    {
        using var command = Command("SELECT 1 FROM jobs WHERE job = $job AND outcome <> $outcome", ("$job", job), ("$outcome", (int)LedgerOutcome.Remembering));
        return command.ExecuteScalar() is not null;
    }

    /// <summary>Adds a job and its keys; both may be there already. The keys count once all are there.</summary>
    /// <param name="receipt">Of the job.</param>
    /// <param name="keys">Of the rows it delivered; null if it has none.</param>
    public void Add(Receipt receipt, Stream? keys)
    {
        var id = Put(receipt, keys is null ? Outcome(receipt) : LedgerOutcome.Remembering);
        if (keys is null)
            return;
        using (var writer = new KeyWriter(_connection, receipt.Feed))
            writer.Write(keys, id);
        Put(receipt, Outcome(receipt));
    }

    /// <summary>Adds jobs without keys, all of them or none; they may be there already.</summary>
    public bool Add(IReadOnlyList<Receipt> receipts)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var receipt in receipts)
            Put(receipt, Outcome(receipt));
        transaction.Commit();
        return true;
    }

    /// <summary>Returns the keys that earlier jobs of the feed delivered. Must be disposed before anything is added.</summary>
    public SeenKeys Seen(string feed, DateTimeOffset since, string except) => new(_connection, ownsConnection: false, feed, since, except);

    public void Dispose() => _connection.Dispose();

    private static LedgerOutcome Outcome(Receipt receipt) =>
        receipt.Duplicate is not null ? LedgerOutcome.Skipped : receipt.Split is not null ? LedgerOutcome.Split : LedgerOutcome.Archived;

    private long Put(Receipt receipt, LedgerOutcome outcome)
    {
        using var command = Command(
            """
            INSERT INTO jobs (job, feed, file, sha256, outcome, sealed, rows_in, rows_out)
            VALUES ($job, $feed, $file, $sha256, $outcome, $sealed, $in, $out)
            ON CONFLICT (job) DO UPDATE SET outcome = excluded.outcome, sealed = excluded.sealed, rows_in = excluded.rows_in, rows_out = excluded.rows_out
            RETURNING id
            """,
            ("$job", receipt.Job), ("$feed", receipt.Feed), ("$file", receipt.File.Name), ("$sha256", receipt.File.Sha256), ("$outcome", (int)outcome),
            ("$sealed", receipt.Sealed.ToUnixTimeMilliseconds()), ("$in", receipt.Rows.In), ("$out", receipt.Rows.Out));
        return (long)command.ExecuteScalar()!;
    }

    private static LedgerDatabase Opened(string path, string settings, bool checksAll)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Execute(connection, settings);
            var version = Scalar(connection, "PRAGMA user_version");
            if (version is 0L && Scalar(connection, "SELECT count(*) FROM sqlite_master") is 0L)
                Execute(connection, $"BEGIN; {Tables} COMMIT;");
            else if (version is not (long)Version)
                throw new SqliteException($"its format is {version}, this version knows {Version}", SQLitePCL.raw.SQLITE_FORMAT);
            if (checksAll && Scalar(connection, "PRAGMA quick_check(1)") is not "ok" and var finding)
                throw new SqliteException($"{finding}", SQLitePCL.raw.SQLITE_CORRUPT);
            return new LedgerDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        // no pool: a ledger that was renamed must not be opened again
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteCommand Command(string text, params (string Name, object? Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}

/// <summary>The result of a job in the ledger. The numbers never change.</summary>
internal enum LedgerOutcome
{
    Archived = 0,
    Split = 1,

    /// <summary>Its content was already delivered; archived, not delivered.</summary>
    Skipped = 2,

    /// <summary>Its keys are being written: it counts for nothing yet.</summary>
    Remembering = 3,
}
