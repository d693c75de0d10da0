namespace DropZone.Tables.Primitives.Temporal;

/// <summary>Guarantees that a text by a pattern has every part of its date or time, once: nothing is invented, nothing contradicts.</summary>
internal static class PatternGap
{
    /// <summary>The directives of one part: only one of them may be in a pattern.</summary>
    private static readonly (string Part, string Directives)[] Parts =
    [
        ("year", "Yy"), ("month", "mbB"), ("day", "de"), ("day of the year", "j"), ("day of the week", "aA"), ("hour", "HI"), ("minute", "M"),
        ("second", "S"), ("fraction of the second", "f"), ("half of the day", "p"), ("offset", "zZ:"),
    ];

    /// <summary>Returns the part that the pattern lacks or repeats, with the remedy, or null.</summary>
    public static string? Find(DatePattern pattern, MomentKind kind)
    {
        foreach (var (part, directives) in Parts)
            if (pattern.Count(directives) > 1)
                return $"The format has the {part} twice. Remove one of its directives.";
        return (kind == MomentKind.Time ? null : OfDate(pattern)) ?? OfTime(pattern, isRequired: kind != MomentKind.Date);
    }

    private static string? OfDate(DatePattern pattern)
    {
        if (!pattern.Has("Yy"))
            return "The format has no year, which would be 1900. Add %Y, or make the field a string.";
        if (pattern.Has("j"))
            return null;
        return !pattern.Has("mbB") ? "The format has no month, which would be January. Add %m, or make the field a year or a string."
            : !pattern.Has("de") ? "The format has no day, which would be the first of the month. Add %d, or make the field a yearmonth or a string."
            : null;
    }

    private static string? OfTime(DatePattern pattern, bool isRequired)
    {
        if (pattern.Has("I") && !pattern.Has("p"))
            return "The format has an hour from 1 to 12 (%I) without its half of the day. Add %p, or write %H.";
        if (!pattern.Has("HI"))
        {
            return isRequired || pattern.Has("MSfp")
                ? "The format has no hour, which would be 0. Add %H, or make the field a date or a string."
                : null;
        }

        return pattern.Has("Sf") && !pattern.Has("M") ? "The format has no minute, which would be 0. Add %M, or make the field a string."
            : pattern.Has("f") && !pattern.Has("S") ? "The format has no second, which would be 0. Add %S, or make the field a string."
            : null;
    }
}
