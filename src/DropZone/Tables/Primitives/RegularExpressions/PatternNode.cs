namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>A part of a pattern, as <see cref="PatternParser"/> reads it.</summary>
internal abstract record PatternNode
{
    /// <summary>One character of these.</summary>
    public sealed record Characters(AsciiSet Set) : PatternNode;

    /// <summary>One part after the other; none matches the empty text.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>One of the parts.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>A repetition of the part.</summary>
    /// <param name="Most">The maximum; null: unlimited.</param>
    public sealed record Repeat(PatternNode Part, int Least, int? Most) : PatternNode;
}
