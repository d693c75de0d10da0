namespace DropZone.Tables.Validation.Checks;

/// <summary>What a cell is asked.</summary>
public enum ComparisonKind
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,

    /// <summary>It is one of several values.</summary>
    In,

    /// <summary>It is none of them.</summary>
    NotIn,

    /// <summary>A regular expression matches somewhere in it.</summary>
    Matches,

    /// <summary>It holds no value.</summary>
    Missing,

    /// <summary>It holds one.</summary>
    Present,
}
