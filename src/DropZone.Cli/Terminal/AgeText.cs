using System.Globalization;

namespace DropZone.Cli.Terminal;

/// <summary>A length of time in at most six characters: <c>12 s</c>, <c>5 min</c>, <c>3 h</c>, <c>12 d</c>.</summary>
internal static class AgeText
{
    public static string Of(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalSeconds: < 100 } => Number(age.TotalSeconds, "s"),
        { TotalMinutes: < 100 } => Number(age.TotalMinutes, "min"),
        { TotalHours: < 48 } => Number(age.TotalHours, "h"),
        _ => Number(age.TotalDays, "d"),
    };

    private static string Number(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number)} {unit}");
}
