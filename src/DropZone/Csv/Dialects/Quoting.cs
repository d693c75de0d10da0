namespace DropZone.Csv.Dialects;

/// <summary>Which cells of an output stand in quotes. Those that need them always do.</summary>
public enum Quoting
{
    /// <summary>Cells that nothing changed stand as in the file, if its delimiter and quote are those of the output; others as with <see cref="Minimal"/>.</summary>
    AsRead,

    /// <summary>Those that hold a delimiter, a quote or a line break.</summary>
    Minimal,

    /// <summary>All.</summary>
    All,

    /// <summary>All but numbers (<see cref="NumberText"/>); empty cells too.</summary>
    Text,
}
