namespace DropZone.Feeds.Targets;

/// <summary>A table of a database that rows go into, columns by name, in one transaction with the record that this job's rows are in.</summary>
/// <param name="Name">Among the targets of its feed.</param>
/// <param name="Table">Its name, as the database writes it.</param>
public abstract record TableTarget(string Name, string Table) : Target(Name)
{
    public override bool TakesRows => true;

    public LoadMode Mode { get; init; } = LoadMode.Append;

    /// <summary>The columns that tell rows apart, for <see cref="LoadMode.Upsert"/>.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Whether a table that is missing is made, from the schema.</summary>
    public bool Create { get; init; }
}
