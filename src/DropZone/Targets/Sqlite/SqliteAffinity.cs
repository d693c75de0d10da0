namespace DropZone.Targets.Sqlite;

/// <summary>What a column does with text. Source: https://www.sqlite.org/datatype3.html</summary>
internal enum SqliteAffinity
{
    /// <summary>It stores text as it is: TEXT, BLOB, a column without type, and ANY of a strict table.</summary>
    Text,

    /// <summary>It stores text that looks like a number as one.</summary>
    Numeric,

    /// <summary>The same, and declared for whole numbers.</summary>
    Integer,

    /// <summary>It stores numbers in binary only.</summary>
    Real,
}
