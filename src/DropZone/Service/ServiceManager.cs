using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace DropZone.Service;

/// <summary>
/// What systemd is told of the service, beside READY at the start and STOPPING at the end: that it reads its configuration anew, that
/// it is well, what it is doing. Without systemd nobody is told. Source: sd_notify(3), sd_watchdog_enabled(3).
/// </summary>
public sealed class ServiceManager(ISystemdNotifier notifier)
{
    /// <summary>How long systemd waits for a sign of life; null: for ever.</summary>
    public TimeSpan? Watchdog { get; } = notifier.IsEnabled && IsForUs()
        && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds) : null;

    /// <summary>A sign of life.</summary>
    public void Beat() => Tell("WATCHDOG=1");

    /// <summary>What <c>systemctl status</c> shows.</summary>
    public void Say(string status) => Tell($"STATUS={status}");

    /// <summary>Until <see cref="Ready"/> <c>systemctl reload</c> is not over.</summary>
    public void Reloading() => Tell(string.Create(CultureInfo.InvariantCulture,
        $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond}"));

    /// <summary>The configuration is in force, the new one or still the old one.</summary>
    public void Ready() => Tell("READY=1");

    private static bool IsForUs() =>
        Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private void Tell(string state)
    {
        try
        {
            notifier.Notify(new ServiceState(state));
        }
        catch (SocketException)
        {
            // systemd is being executed anew, or gone: the next beat tells
        }
    }
}
