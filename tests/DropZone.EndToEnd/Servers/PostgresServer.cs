using System.Diagnostics;
using System.Globalization;
using DropZone.EndToEnd.Harness;
using Npgsql;
using Xunit;

namespace DropZone.EndToEnd.Servers;

/// <summary>A PostgreSQL server on loopback, from Debian's packages, with a new cluster in a temporary folder that is deleted on disposal.</summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "dropzone";
    public const string Password = "s3cret-Passw0rd";

    private const string Account = "postgres"; // the server refuses to run as root
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-postgres-").FullName;
    private readonly string? _programs = Programs();
    private ServerProcess? _process;
    private int _databases;

    public PostgresServer()
    {
        if (_programs is null)
            return;
        var words = $"{_folder}/words";
        File.WriteAllText(words, Password);
        if (Environment.IsPrivilegedProcess)
            Run($"chown -R {Account} {_folder}");
        Run($"{As()} {_programs}/initdb --pgdata={_folder}/data --username={User} --pwfile={words} --auth=scram-sha-256 --no-sync --encoding=UTF8 --locale=C");
        Start();
    }

    public int Port { get; } = ServerProcess.FreePort();

    /// <summary>Creates an empty database and returns its name.</summary>
    public string NewDatabase()
    {
        Require();
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        Execute("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Returns the connection string, in quotes for YAML.</summary>
    public string Connection(string database, string password = Password) => $"\"{ConnectionText(database, password)}\"";

    public void Execute(string database, string text)
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(text, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Returns the rows of a query as COPY writes them, cells separated by a bar, null as <c>NULL</c>.</summary>
    public IReadOnlyList<string> Rows(string database, string query)
    {
        using var connection = Open(database);
        using var reader = connection.BeginTextExport($"COPY ({query}) TO STDOUT (DELIMITER '|', NULL 'NULL')");
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection(ConnectionText(database, Password) + ";Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    public void Start()
    {
        File.WriteAllText($"{_folder}/log", "");
        var server = string.Create(CultureInfo.InvariantCulture,
            $"{As()} {_programs}/postgres -D {_folder}/data -p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=50");
        _process = new ServerProcess(server, $"{_folder}/log", signal: "QUIT"); // fast shutdown, without waiting for clients
        Until.True(IsUp, () => File.ReadAllText($"{_folder}/log"));
    }

    /// <summary>Sends SIGKILL to the server. Its processes then exit.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Stops the server: later connections are refused.</summary>
    public void Stop() => _process?.Dispose();

    public void Dispose()
    {
        Stop();
        ServerProcess.Delete(_folder);
    }

    private void Require() => Assert.SkipWhen(_programs is null, "PostgreSQL is not installed: apt install postgresql");

    private string ConnectionText(string database, string password) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Password={password}");

    private bool IsUp()
    {
        try
        {
            Open("postgres").Dispose();
            return true;
        }
        catch (NpgsqlException)
        {
            // processes of a killed server remain for a moment, and until they are gone a new server exits at its start
            var log = File.ReadAllText($"{_folder}/log");
            if (log.Contains("data directory", StringComparison.Ordinal) || log.Contains("database system is shut down", StringComparison.Ordinal))
            {
                Stop();
                Start();
                return true;
            }

            return false;
        }
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(path => path + "/bin").LastOrDefault(path => File.Exists(path + "/initdb"))
        : null;

    private static string As() => Environment.IsPrivilegedProcess ? $"setpriv --reuid {Account} --regid {Account} --clear-groups" : "";

    private static void Run(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command}: {output}");
    }
}
