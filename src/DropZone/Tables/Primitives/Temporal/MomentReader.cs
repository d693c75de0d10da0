namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Reads dates and times in one format.</summary>
internal abstract class MomentReader
{
    /// <summary>The expected value, for messages: <c>a date such as 2026-11-30</c>.</summary>
    public abstract string Expected { get; }

    public abstract bool TryRead(ReadOnlySpan<byte> text, out Moment moment);

    /// <summary>Like <see cref="TryRead"/>, without returning the moment.</summary>
    public virtual bool IsValid(ReadOnlySpan<byte> text) => TryRead(text, out _);

    /// <summary>Reads values in rules, which no file orders.</summary>
    public virtual MomentReader Declared => this;

    /// <summary>Returns why the text, which cannot be read, is not certain: a sentence without its subject, and the remedy. Null: it is no date or time at all.</summary>
    public virtual string? Doubt(ReadOnlySpan<byte> text) => null;

    /// <summary>Returns the reader of a Table Schema format, or null and the problem if a pattern cannot be compiled, or does not determine the value.</summary>
    /// <param name="order">The order of the numbers for the format <c>any</c>; null: unknown.</param>
    /// <param name="yearPivot">Two-digit years below it are of the 21st century, others of the 20th.</param>
    public static MomentReader? For(MomentKind kind, string format, DateOrder? order, int yearPivot, out string? problem)
    {
        problem = null;
        if (format == "default")
            return new IsoReader(kind);
        if (format == "any")
            return new LooseReader(kind, order ?? DateOrder.Unknown, yearPivot);
        // "fmt:" is the prefix of patterns in the first drafts of Table Schema
        var pattern = DatePattern.Compile(format.StartsWith("fmt:", StringComparison.Ordinal) ? format[4..] : format, out problem, yearPivot);
        problem ??= pattern is { IsLiteral: false } ? PatternGap.Find(pattern, kind) : null;
        return problem is null ? new PatternReader(pattern!) : null;
    }
}
