namespace DropZone.Tables.Schema;

/// <summary>How the columns of a file must match the fields of a schema. Source: https://datapackage.org/standard/table-schema/#fieldsmatch</summary>
public enum FieldsMatch
{
    /// <summary>The same names in the same order.</summary>
    Exact,

    /// <summary>The same names in any order.</summary>
    Equal,

    /// <summary>Every field is a column; there may be more columns.</summary>
    Subset,

    /// <summary>Every column is a field; there may be more fields.</summary>
    Superset,

    /// <summary>At least one column is a field.</summary>
    Partial,
}
