using System.IO.Abstractions;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using DropZone.Configuration;
using DropZone.Configuration.Examples;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Service;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace DropZone.Cli;

/// <summary>Opens a zone and runs the service on it, from the reading of its configuration to the exit code.</summary>
internal static class ServiceHost
{
    /// <summary>Whether SIGHUP reloads the configuration. On a terminal it means that the terminal was closed.</summary>
    private static bool ReloadsOnHangUp => Console.IsErrorRedirected;

    /// <summary>
    /// 1. read the whole configuration before any change; 2. create the zone if it is new and take its lock; 3. test the
    /// renames that every feed needs; 4. run until stopped.
    /// </summary>
    /// <param name="files">Where the configuration is read, and the watches of folders.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="log">The destinations of log events.</param>
    /// <param name="stopping">Stops the service, as SIGTERM and Ctrl-C do.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IFileSystem files, Zone zone, LogOptions log, CancellationToken stopping)
    {
        ReadLease.IgnoreBreaks();

        // before the host is built: a stop during the start must be clean too
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });

        var reload = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            if (ReloadsOnHangUp)
                reload.Writer.TryWrite(true);
            else
                stop.Cancel(); // the terminal was closed
        });

        // 1
        var configuration = ConfigurationReader.Read(files, zone.Etc, out var complaints, out var warnings);
        if (configuration is null)
            return Refuse(complaints, log);
        if (FaultVariable.Read(out var faultWords) is not { } faults)
            return ExitCode.UsageOrConfiguration;

        var clock = TimeProvider.System;
        var random = new Random(BitConverter.ToInt32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4)));
        var steps = new DurableSteps(zone, faults);
        try
        {
            // 2
            var isNew = OpenZone.Make(zone, steps, clock, random);
            ExampleConfiguration.WriteIfAbsent(files, zone.Etc);
            using var opened = OpenZone.TryOpen(zone, out var holder);
            using var logs = ServiceLog.Open(log with { Days = configuration.Settings.LogDays, Folder = opened is null ? null : log.Folder });
            var logger = logs.Factory.CreateLogger("DropZone");
            if (opened is null)
            {
                logger.ZoneHeld(zone.Root, holder);
                return ExitCode.ZoneHeld;
            }

            foreach (var warning in warnings)
                logger.ConfigurationWarning(warning.ToString());
            if (isNew)
                logger.ZoneCreated(zone.Root);
            if (faults is not NoFaults)
                logger.FaultSeamArmed(faultWords!);
            if (Volume.TypeOf(zone.Root) is var type && !Volume.SurvivesPowerCuts(type))
                logger.ZoneOnUnsafeFileSystem(zone.Root, type);

            // 3
            if (OpenZone.FindMistake(zone, configuration) is { } mistake)
            {
                logger.ConfigurationRefused(mistake);
                return ExitCode.UsageOrConfiguration;
            }

            try
            {
                OpenZone.Prepare(zone, random);

                // 4
                return await RunAsync(files, opened, configuration, steps, clock, random, logs, reload.Reader, stop.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                logger.ZoneUnusable(zone.Root, failure.Message);
                return ExitCode.ZoneUnusable;
            }
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            using var logs = ServiceLog.Open(log with { Folder = null });
            logs.Factory.CreateLogger("DropZone").ZoneUnusable(zone.Root, failure.Message);
            return ExitCode.ZoneUnusable;
        }
    }

    private static async Task<int> RunAsync(
        IFileSystem files, OpenZone opened, ZoneConfiguration configuration, DurableSteps steps, TimeProvider clock, Random random, ServiceLog logs,
        ChannelReader<bool> reload, CancellationToken stopping)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "dropzone" });
        builder.Logging.AddProvider(logs.Provider);
        var manager = new SystemdNotifier();
        if (manager.IsEnabled)
        {
            // AddSystemd would inspect the parent process, which a hardened unit cannot see
            builder.Services.AddSingleton<ISystemdNotifier>(manager);
            builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        }

        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton(services => new ZoneService(
            opened.Zone, configuration,
            read => ZoneSession.Start(opened, read, steps, files.FileSystemWatcher, clock, random, logs.Factory.CreateLogger<ZoneSession>()),
            reload, ReloadsOnHangUp, new ServiceManager(manager), services.GetRequiredService<IHostApplicationLifetime>(), files, clock, logs.Factory.CreateLogger<ZoneService>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<ZoneService>());
        using var host = builder.Build();
        var service = host.Services.GetRequiredService<ZoneService>();
        await host.StartAsync(CancellationToken.None).ConfigureAwait(false);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var stops = stopping.Register(lifetime.StopApplication).ConfigureAwait(false);
        await host.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        return service.Unusable is { } problem ? throw new IOException(problem)
            : service.Faulted ? ExitCode.InternalFault
            : ExitCode.Ok;
    }

    private static int Refuse(IReadOnlyList<Complaint> complaints, LogOptions log)
    {
        using var logs = ServiceLog.Open(log with { Folder = null });
        var logger = logs.Factory.CreateLogger("DropZone");
        foreach (var complaint in complaints)
            logger.ConfigurationRefused(complaint.ToString());
        return ExitCode.UsageOrConfiguration;
    }
}
