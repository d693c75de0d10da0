namespace DropZone.Feeds.Targets;

/// <summary>A destination of the output of a feed.</summary>
/// <param name="Name">The name, unique among the targets of its feed; <c>loaded/NAME</c> in a job acknowledges it.</param>
public abstract record Target(string Name)
{
    /// <summary>The word in the configuration.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it receives rows, not the file.</summary>
    public virtual bool TakesRows => false;

    /// <summary>The destination, for messages; contains no secret.</summary>
    public abstract string Place { get; }
}
