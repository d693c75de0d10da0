using System.Collections.Concurrent;
using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Spool.Jobs;

namespace DropZone.Tests.Intake;

/// <summary>Workers that take jobs and do not run them.</summary>
internal sealed class FakeWorkers : IWorkers
{
    private readonly ConcurrentQueue<(JobFolder Job, Feed? Feed)> _started = new();
    private volatile string? _failure;

    /// <summary>The number of jobs they take; changed with <see cref="MakeRoom"/>.</summary>
    private int _room = int.MaxValue;

    public event Action? RoomMade;

    public bool HasRoom => Volatile.Read(ref _room) > _started.Count;

    public string? MachineFailure
    {
        get => _failure;
        set => _failure = value;
    }

    public IReadOnlyList<(JobFolder Job, Feed? Feed)> Started => [.. _started];

    /// <summary>The names of the files that were claimed, in order.</summary>
    public IReadOnlyList<string> Files => [.. _started.Select(started => started.Job.Name.Delivery)];

    public bool HasRoomFor(string feed) => true;

    public bool Recheck(string feed) => true;

    public void MakeRoom(int jobs)
    {
        Volatile.Write(ref _room, jobs);
        RoomMade?.Invoke();
    }

    public void Start(JobFolder job, Feed? feed) => _started.Enqueue((job, feed));
}
