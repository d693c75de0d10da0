using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>A file that was seen in an incoming folder, and the results of its checks. Times are timestamps of a monotonic clock.</summary>
public sealed class Candidate(IncomingFolder folder, string name, long now)
{
    private HashSet<string>? _reported;

    public IncomingFolder Folder { get; } = folder;

    /// <summary>Its true name, in the form of <see cref="Mono.Unix.UnixEncoding"/>.</summary>
    public string Name { get; } = name;

    public string Path => $"{Folder.Held}/{Name}";

    /// <summary>When it was last seen to change, or first seen.</summary>
    public long LastChange { get; set; } = now;

    /// <summary>The time of the next check.</summary>
    public long NextCheck { get; set; } = now;

    /// <summary>The number of checks since its last change that found it open for writing.</summary>
    public int Checks { get; set; }

    /// <summary>Its stamp at the last check; the default before the first.</summary>
    public FileStamp LastStamp { get; set; }

    /// <summary>Since when it has had more than one link; 0: it has one.</summary>
    public long HardLinkedSince { get; set; }

    /// <summary>It was no regular file: it is not checked again before the next event or rescan.</summary>
    public bool Ignored { get; set; }

    /// <summary>It was open for writing at the last check.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The number of the rescan that found it last, or of the last rescan before it was first seen.</summary>
    public int Round { get; set; }

    /// <summary>It is in the queue of its feed.</summary>
    public bool Queued { get; set; }

    /// <summary>Whether this was not reported of it before; from now on it counts as reported.</summary>
    public bool IsFirst(string report) => (_reported ??= []).Add(report);
}
