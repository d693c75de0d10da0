using System.Diagnostics;
using System.Globalization;
using System.IO.Abstractions;
using DropZone.Configuration;
using DropZone.EndToEnd.Harness;
using DropZone.Service;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using Microsoft.Extensions.Time.Testing;
using Mono.Unix.Native;
using Shouldly;

namespace DropZone.Tests.Service;

/// <summary>
/// A zone and its images: copies of its folder made before each durable step of one session. Each is what a kill at this moment leaves,
/// because a step runs on the thread of its job, which has nothing half written then.
/// </summary>
internal sealed class KilledZone : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly EventRecorder _log = new();
    private readonly Lock _imaging = new();
    private readonly Zone _zone;

    public KilledZone(string feed)
    {
        _zone = new Zone(_folder.At("zone"));
        _folder.Write("zone/etc/feeds.d/orders.yaml", feed);
        _folder.Write("zone/etc/dropzone.yaml", "min-free: 0\n");
        OpenZone.Make(_zone, Steps(NoFaults.Instance), TimeProvider.System, new Random(1));
    }

    public string Root => _zone.Root;

    /// <summary>The number of images taken.</summary>
    public int Images { get; private set; }

    /// <summary>Drops a file under its final name.</summary>
    public void Drop(string name, string text)
    {
        Directory.CreateDirectory($"{_zone.Incoming}/orders");
        File.WriteAllText($"{_zone.Incoming}/orders/{name}", text);
    }

    /// <summary>Gives a dropped file to another user, with a mode that only he can read.</summary>
    public void Give(string name, uint user)
    {
        Syscall.chown($"{_zone.Incoming}/orders/{name}", user, user).ShouldBe(0);
        Syscall.chmod($"{_zone.Incoming}/orders/{name}", FilePermissions.S_IRUSR | FilePermissions.S_IWUSR).ShouldBe(0);
    }

    /// <summary>Runs a session until a condition holds and no job is active, stops it, and takes an image before each of its steps.</summary>
    /// <param name="isEnded">The condition.</param>
    /// <param name="fault">A step that fails once, as in DROPZONE_FAULT; null: none.</param>
    public Task RunAndImageAsync(Func<bool> isEnded, string? fault = null)
    {
        IFaultSeam faults = fault is null ? NoFaults.Instance : FaultPlan.Parse(fault).ShouldNotBeNull();
        return RunAsync(isEnded, new Seam(Image, faults));
    }

    /// <summary>Runs a session until a condition holds and no job is active, and stops it.</summary>
    public Task RunAsync(Func<bool> isEnded) => RunAsync(isEnded, NoFaults.Instance);

    /// <summary>Runs a session, one step of which fails once, until a condition holds and no job is active; if it fails at its start, the next one.</summary>
    /// <param name="isEnded">The condition.</param>
    /// <param name="fault">As in DROPZONE_FAULT.</param>
    /// <returns>Whether a step failed.</returns>
    public async Task<bool> RunInSpiteOfAsync(Func<bool> isEnded, string fault)
    {
        var failing = new FailingSeam(FaultPlan.Parse(fault).ShouldNotBeNull());
        try
        {
            await RunAsync(isEnded, failing);
        }
        catch (IOException) when (failing.HasFailed)
        {
            await RunAsync(isEnded);
        }

        return failing.HasFailed;
    }

    /// <summary>Replaces the zone with an image, which is used up.</summary>
    /// <param name="number">From 1.</param>
    public void Restore(int number)
    {
        Directory.Delete(Root, recursive: true);
        Directory.Move(PathOf(number), Root);
    }

    public void Dispose() => _folder.Dispose();

    private async Task RunAsync(Func<bool> isEnded, IFaultSeam faults)
    {
        var configuration = ConfigurationReader.Read(new FileSystem(), $"{Root}/etc", out var complaints).ShouldNotBeNull(string.Join('\n', complaints));
        OpenZone.Prepare(_zone, new Random(1));
        using var opened = OpenZone.TryOpen(_zone, out _).ShouldNotBeNull();
        var watch = Stopwatch.StartNew();
        var advanced = TimeSpan.Zero;
        using var session = ZoneSession.Start(opened, configuration, Steps(faults), new FileSystem().FileSystemWatcher, _clock, new Random(1), _log);
        Eventually.True(
            () =>
            {
                if (isEnded() && ZoneFolders.Jobs(Root, "working").Count == 0)
                    return true;

                // pauses pass a hundred times as fast: a retry soon comes, and few heartbeats take steps of their own
                if (watch.Elapsed - advanced > TimeSpan.FromMilliseconds(10))
                {
                    _clock.Advance(TimeSpan.FromSeconds(1));
                    advanced = watch.Elapsed;
                }

                return false;
            },
            string.Join('\n', _log.Events.Select(logged => logged.Text)));
        await session.StopAsync();
        session.Fault.IsCompleted.ShouldBeFalse();
    }

    private DurableSteps Steps(IFaultSeam faults) => new(_zone, faults);

    private string PathOf(int image) => _folder.At(string.Create(CultureInfo.InvariantCulture, $"image-{image}"));

    private void Image()
    {
        lock (_imaging)
        {
            using var copy = Process.Start("cp", ["-a", Root, PathOf(++Images)]);
            copy.WaitForExit();
            copy.ExitCode.ShouldBe(0);
        }
    }

    private sealed class Seam(Action before, IFaultSeam next) : IFaultSeam
    {
        public bool Take(DurableStep step)
        {
            before();
            return next.Take(step);
        }
    }

    private sealed class FailingSeam(IFaultSeam plan) : IFaultSeam
    {
        public bool HasFailed { get; private set; }

        public bool Take(DurableStep step)
        {
            try
            {
                return plan.Take(step);
            }
            catch (IOException)
            {
                HasFailed = true;
                throw;
            }
        }
    }
}
