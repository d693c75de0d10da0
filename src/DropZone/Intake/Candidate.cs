using DropZone.Linux;

namespace DropZone.Intake;

/// <summary>A name that was seen in an incoming folder, and what is known of it. Times are timestamps of a monotonic clock.</summary>
public sealed class Candidate(IncomingFolder folder, string name, long now)
{
    private HashSet<string>? _said;

    public IncomingFolder Folder { get; } = folder;

    /// <summary>Its true name, in the form of <see cref="Mono.Unix.UnixEncoding"/>.</summary>
    public string Name { get; } = name;

    public string Path => $"{Folder.Held}/{Name}";

    /// <summary>When it was last seen to change, or first seen.</summary>
    public long LastChange { get; set; } = now;

    /// <summary>When it is to be asked again.</summary>
    public long NextAsk { get; set; } = now;

    /// <summary>How often it was asked in vain since its last change.</summary>
    public int Asks { get; set; }

    /// <summary>What it was when it was last looked at; the default before that.</summary>
    public FileStamp LastStamp { get; set; }

    /// <summary>Since when it has had more than one link; 0: it has one.</summary>
    public long HardLinkedSince { get; set; }

    /// <summary>It was no regular file: not asked again before the next sighting.</summary>
    public bool Ignored { get; set; }

    /// <summary>It was open for writing when it was last asked.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The number of the rescan that saw it last, or that was the last when it was first seen.</summary>
    public int Round { get; set; }

    /// <summary>It stands in the queue of its feed.</summary>
    public bool Queued { get; set; }

    /// <summary>Whether this was not said of it before; it counts as said from now on.</summary>
    public bool IsFirst(string said) => (_said ??= []).Add(said);
}
