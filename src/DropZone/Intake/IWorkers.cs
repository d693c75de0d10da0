using DropZone.Feeds;
using DropZone.Spool.Jobs;

namespace DropZone.Intake;

/// <summary>Runs the jobs that the intake claims.</summary>
public interface IWorkers
{
    /// <summary>Whether another job may be claimed now; until then deliveries stay in <c>incoming/</c>, where they are visible.</summary>
    bool HasRoom { get; }

    /// <summary>Whether the feed admits another job: some feeds run one at a time.</summary>
    bool HasRoomFor(string feed);

    /// <summary>Checks the folders of a feed, one of whose claims met an error. Returns whether the feed runs.</summary>
    bool Recheck(string feed);

    /// <summary>Why the machine lets no job pass now; null: it does.</summary>
    string? MachineFailure { get; }

    /// <summary>Called when <see cref="HasRoom"/> may have become true.</summary>
    event Action? RoomMade;

    /// <summary>Runs the job; returns at once.</summary>
    void Start(JobFolder job, Feed? feed);
}
