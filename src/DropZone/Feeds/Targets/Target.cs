namespace DropZone.Feeds.Targets;

/// <summary>Where the output of a feed goes.</summary>
/// <param name="Name">Among the targets of its feed; <c>loaded/NAME</c> in a job acknowledges it.</param>
public abstract record Target(string Name)
{
    /// <summary>The word in the configuration.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it is handed values of rows, not the file.</summary>
    public virtual bool TakesRows => false;

    /// <summary>Where that is, for messages; contains no secret.</summary>
    public abstract string Place { get; }
}
