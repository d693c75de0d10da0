namespace DropZone.Tables.Validation.Checks;

/// <summary>The comparisons that a filter can make.</summary>
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

    /// <summary>It is not in the list.</summary>
    NotIn,

    /// <summary>A regular expression matches somewhere in it.</summary>
    Matches,

    /// <summary>It has no value.</summary>
    Missing,

    /// <summary>It has a value.</summary>
    Present,
}
