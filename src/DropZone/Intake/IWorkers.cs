using DropZone.Feeds;
using DropZone.Spool.Jobs;

namespace DropZone.Intake;

/// <summary>Who takes claimed jobs from the intake.</summary>
public interface IWorkers
{
    /// <summary>Whether another job may be claimed now: deliveries wait in <c>incoming/</c>, where everybody sees them.</summary>
    bool HasRoom { get; }

    /// <summary>Whether another job of the feed may be claimed, as far as the feed is concerned: some handle one at a time.</summary>
    bool HasRoomFor(string feed);

    /// <summary>Why the machine lets no job through now; null: it does.</summary>
    string? Trouble { get; }

    /// <summary>Called when <see cref="HasRoom"/> may have become true.</summary>
    event Action? RoomMade;

    /// <summary>Runs the job; returns at once.</summary>
    void Start(JobFolder job, Feed? feed);
}
