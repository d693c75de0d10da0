namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads dates and times in one format.</summary>
internal abstract class MomentReader
{
    /// <summary>What it expects, for messages: <c>a date such as 2026-11-30</c>.</summary>
    public abstract string Expected { get; }

    public abstract bool TryRead(ReadOnlySpan<byte> text, out Moment moment);

    /// <summary>As <see cref="TryRead"/>, where the moment itself is not wanted.</summary>
    public virtual bool IsValid(ReadOnlySpan<byte> text) => TryRead(text, out _);

    /// <summary>The reader of a Table Schema format. A pattern that cannot be compiled: null and the problem.</summary>
    public static MomentReader? For(MomentKind kind, string format, out string? problem)
    {
        problem = null;
        if (format == "default")
            return new IsoReader(kind);
        if (format == "any")
            return new LooseReader(kind);
        // "fmt:" is how the first drafts of Table Schema wrote patterns
        var pattern = DatePattern.Compile(format.StartsWith("fmt:", StringComparison.Ordinal) ? format[4..] : format, out problem);
        return pattern is null ? null : new PatternReader(pattern);
    }
}
