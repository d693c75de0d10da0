using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DropZone.EndToEnd.Harness;

/// <summary>A server that ends with the tests, also when they are killed: its parent is a shell that waits for the end of its own input.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _shell;
    private readonly string _log;
    private bool _isEnded;

    /// <param name="command">Command line for sh. If it begins with <c>setsid</c>, all processes of the server are ended with it.</param>
    /// <param name="log">File for the output of the server.</param>
    /// <param name="environment">Variables added to the environment of the tests.</param>
    /// <param name="signal">Signal that ends the server.</param>
    public ServerProcess(string command, string log, IReadOnlyDictionary<string, string>? environment = null, string signal = "TERM")
    {
        _log = log;
        var start = new ProcessStartInfo("sh", ["-c", $"{command} </dev/null >>{log} 2>&1 & echo $!; cat >/dev/null; kill -{signal} -$! 2>/dev/null || kill -{signal} $! 2>/dev/null; wait"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _shell = Process.Start(start)!;
        Id = int.Parse(_shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public int Id { get; }

    /// <summary>
    /// Returns a free loopback port below the range that the kernel assigns to connections, so that a killed server finds it free when
    /// it restarts (ip_local_port_range of ip(7)).
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // in use: try another
            }
        }
    }

    /// <summary>Waits until the server accepts connections on the port.</summary>
    public void WaitFor(int port) => Until.True(() => IsUp(port), () => File.Exists(_log) ? File.ReadAllText(_log) : "");

    /// <summary>Sends SIGKILL to the server and its process group.</summary>
    public void Kill()
    {
        Signals.Kill(-Id);
        Signals.Kill(Id);
        Dispose();
    }

    /// <summary>Ends the server with its signal, or with SIGKILL after a timeout, and waits for its exit.</summary>
    public void Dispose()
    {
        if (_isEnded)
            return;
        _isEnded = true;
        _shell.StandardInput.Close();
        if (!_shell.WaitForExit(Patience))
        {
            Signals.Kill(Id);
            _shell.WaitForExit();
        }

        _shell.Dispose();
    }

    /// <summary>Deletes the folder of a server. Retries, because processes of a killed server may write there for a moment.</summary>
    public static void Delete(string folder) => Until.True(() => IsDeleted(folder), () => folder);

    private static bool IsDeleted(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsUp(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
