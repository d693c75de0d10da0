using System.Globalization;
using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Durations as written: a whole number and its unit, <c>250ms</c>, <c>1s</c>, <c>5m</c>, <c>2h</c>, <c>14d</c>.</summary>
public static class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Returns the duration, or null after a complaint.</summary>
    internal static TimeSpan? Read(Entry entry, string least, string most)
    {
        const string Expected = "a duration such as 1s, 5m, 2h";
        if (entry.Text(Expected) is not { } text)
            return null;
        if (Parse(text) is not { } duration)
        {
            var bare = text.Length > 0 && text.All(char.IsAsciiDigit);
            entry.Expected(Expected, bare ? $"add a unit: `{text}s` for seconds" : "");
            return null;
        }
        if (duration >= Parse(least) && duration <= Parse(most))
            return duration;
        entry.Complain($"{text} is out of range", $"write a duration from {least} to {most}");
        return null;
    }

    /// <summary>Returns null if the text is not a duration.</summary>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = Array.FindIndex(Units, unit => unit.Unit == text[digits..]);
        // Nine digits fit a long; as days they may still be more than a TimeSpan holds.
        return unit >= 0 && digits is > 0 and < 10
            && long.Parse(text[..digits], CultureInfo.InvariantCulture) is var count
            && count * (double)Units[unit].Length.Ticks < TimeSpan.MaxValue.Ticks
                ? count * Units[unit].Length
                : null;
    }
}
