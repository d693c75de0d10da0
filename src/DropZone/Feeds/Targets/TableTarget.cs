namespace DropZone.Feeds.Targets;

/// <summary>A table of a database. Rows are loaded by column name, in one transaction with the record that acknowledges the job.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="Table">The name of the table in the database.</param>
public abstract record TableTarget(string Name, string Table) : Target(Name)
{
    public override bool TakesRows => true;

    public LoadMode Mode { get; init; } = LoadMode.Append;

    /// <summary>The columns that identify a row, for <see cref="LoadMode.Upsert"/>.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Whether a missing table is created from the schema.</summary>
    public bool Create { get; init; }
}

/// <summary>How rows are combined with the existing rows of a table.</summary>
public enum LoadMode
{
    /// <summary>They are added.</summary>
    Append,

    /// <summary>They replace rows with the same key.</summary>
    Upsert,

    /// <summary>They replace all rows.</summary>
    Replace,
}
