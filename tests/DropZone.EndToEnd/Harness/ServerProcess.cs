using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DropZone.EndToEnd.Harness;

/// <summary>A server that goes when the tests go, also when they are killed: a shell holds it and waits for the end of its own input.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Process _shell;
    private readonly string _log;
    private bool _isEnded;

    /// <param name="command">In words for sh. With <c>setsid</c> at its start all its processes are ended with it.</param>
    /// <param name="log">What it says goes there.</param>
    /// <param name="environment">What it has beside that of the tests.</param>
    /// <param name="signal">What asks it to end.</param>
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
    /// A port of loopback that nobody has now, below those that the kernel gives to connections: a server that is killed
    /// finds it free when it comes back (ip_local_port_range of ip(7)).
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
                // another one
            }
        }
    }

    /// <summary>Returns when it takes connections on the port.</summary>
    public void WaitFor(int port) => Until.True(() => IsUp(port), () => File.Exists(_log) ? File.ReadAllText(_log) : "");

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        Signals.Kill(-Id);
        Signals.Kill(Id);
        Dispose();
    }

    /// <summary>Asks it to end, and SIGKILL if that does not help; returns when it has ended.</summary>
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

    /// <summary>Deletes what a server had; processes of a killed one may still write there for a moment.</summary>
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
