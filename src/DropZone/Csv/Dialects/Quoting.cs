namespace DropZone.Csv.Dialects;

/// <summary>Which cells of an output are quoted. Cells that need quotes always are.</summary>
public enum Quoting
{
    /// <summary>Unchanged cells keep the bytes of the file, if its delimiter and quote are those of the output; others as with <see cref="Minimal"/>.</summary>
    AsRead,

    /// <summary>Cells that contain a delimiter, a quote or a line break.</summary>
    Minimal,

    /// <summary>All cells.</summary>
    All,

    /// <summary>All cells except numbers (<see cref="NumberText"/>), including empty cells.</summary>
    Text,
}
