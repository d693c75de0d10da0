namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads dates and times in one format.</summary>
internal abstract class MomentReader
{
    /// <summary>The expected value, for messages: <c>a date such as 2026-11-30</c>.</summary>
    public abstract string Expected { get; }

    public abstract bool TryRead(ReadOnlySpan<byte> text, out Moment moment);

    /// <summary>Like <see cref="TryRead"/>, without returning the moment.</summary>
    public virtual bool IsValid(ReadOnlySpan<byte> text) => TryRead(text, out _);

    /// <summary>Returns the reader of a Table Schema format, or null and the problem if a pattern cannot be compiled.</summary>
    public static MomentReader? For(MomentKind kind, string format, out string? problem)
    {
        problem = null;
        if (format == "default")
            return new IsoReader(kind);
        if (format == "any")
            return new LooseReader(kind);
        // "fmt:" is the prefix of patterns in the first drafts of Table Schema
        var pattern = DatePattern.Compile(format.StartsWith("fmt:", StringComparison.Ordinal) ? format[4..] : format, out problem);
        return pattern is null ? null : new PatternReader(pattern);
    }
}
