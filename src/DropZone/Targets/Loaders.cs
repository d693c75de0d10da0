using System.Collections.Concurrent;
using DropZone.Feeds.Targets;
using DropZone.Processes;
using DropZone.Targets.Commands;
using DropZone.Targets.Directories;
using DropZone.Targets.Loading;
using DropZone.Targets.Postgres;
using DropZone.Targets.Rabbit;
using DropZone.Targets.S3;
using DropZone.Targets.Sqlite;
using Microsoft.Extensions.Logging;

namespace DropZone.Targets;

/// <summary>The targets of all feeds, each behind its circuit breaker. Thread-safe.</summary>
/// <param name="zone">The base of relative paths.</param>
/// <param name="programs">Runs targets that are commands.</param>
/// <param name="clock">For pauses and times.</param>
/// <param name="random">From 0 to 1, for the length of pauses; thread-safe.</param>
/// <param name="logger">For outages and runs of commands.</param>
public sealed class Loaders(Zone zone, ProgramRunner programs, TimeProvider clock, Func<double> random, ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<(string Feed, string Target), Lazy<GuardedLoader>> _loaders = new();

    /// <summary>Returns the loader of a target of a feed, created with the first call.</summary>
    public GuardedLoader For(string feed, Target target) => _loaders.GetOrAdd(
        (feed, target.Name),
        _ => new Lazy<GuardedLoader>(() => new GuardedLoader(feed, target.Name, Make(target), clock, random, logger))).Value;

    /// <summary>Whether the target is known to be down.</summary>
    public bool IsDown(string feed, Target target) => _loaders.TryGetValue((feed, target.Name), out var loader) && loader is { IsValueCreated: true, Value.IsDown: true };

    /// <summary>The targets that are known to be down.</summary>
    public IReadOnlyList<TargetOutage> Outages =>
        [.. _loaders.Values.Where(loader => loader.IsValueCreated).Select(loader => loader.Value.Outage).OfType<TargetOutage>().OrderBy(outage => outage.Feed, StringComparer.Ordinal)];

    private ILoader Make(Target target) => target switch
    {
        PostgresTarget postgres => new PostgresLoader(postgres),
        SqliteTarget sqlite => new SqliteLoader(sqlite, zone, clock),
        S3Target s3 => new S3Loader(s3),
        RabbitTarget rabbit => new RabbitLoader(rabbit),
        CopyTarget copy => new CopyLoader(copy, zone),
        CommandTarget command => new CommandLoader(command, programs, logger),
        _ => throw new InvalidOperationException($"nothing loads into a {target.Kind}"),
    };

    public void Dispose()
    {
        foreach (var loader in _loaders.Values.Where(loader => loader.IsValueCreated))
            loader.Value.Dispose();
    }
}
