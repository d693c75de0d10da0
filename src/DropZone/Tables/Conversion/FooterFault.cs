namespace DropZone.Tables.Conversion;

/// <summary>The reason why a footer may be data.</summary>
internal enum FooterFault
{
    /// <summary>No line may be data.</summary>
    None,

    /// <summary>It has a valid row.</summary>
    Row,

    /// <summary>It has a valid row in which the pattern of the footer matches, but not from its start.</summary>
    MatchedRow,

    /// <summary>It has an invalid row with all cells, the first of which is valid.</summary>
    DamagedRow,

    /// <summary>Its last line is not complete, and a row can begin like that.</summary>
    TornRow,

    /// <summary>It has control characters, or bytes that are not of its encoding.</summary>
    NoText,
}
