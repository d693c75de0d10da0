using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace DropZone.Service;

/// <summary>
/// Notifies systemd of reloads, watchdog pings and the status line. READY at the start and STOPPING at the end are sent by the host.
/// Without systemd nothing is sent. Source: sd_notify(3), sd_watchdog_enabled(3).
/// </summary>
public sealed class ServiceManager(ISystemdNotifier notifier)
{
    /// <summary>The time within which systemd requires a watchdog ping; null: it requires none.</summary>
    public TimeSpan? Watchdog { get; } = notifier.IsEnabled && IsForUs()
        && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds) : null;

    public void PingWatchdog() => Notify("WATCHDOG=1");

    /// <summary>Sets the line that <c>systemctl status</c> shows.</summary>
    public void ReportStatus(string status) => Notify($"STATUS={status}");

    /// <summary>Starts a reload: <c>systemctl reload</c> returns after <see cref="Ready"/>.</summary>
    public void Reloading() => Notify(string.Create(CultureInfo.InvariantCulture,
        $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond}"));

    /// <summary>Ends a reload, whether the new configuration is active or was rejected.</summary>
    public void Ready() => Notify("READY=1");

    private static bool IsForUs() =>
        Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private void Notify(string state)
    {
        try
        {
            notifier.Notify(new ServiceState(state));
        }
        catch (SocketException)
        {
            // systemd is re-executing itself, or is gone: the next ping reports again
        }
    }
}
