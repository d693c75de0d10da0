using System.Globalization;
using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Reads time zones: names of the machine's tz database, or offsets from UTC.</summary>
internal static class TimeZoneReader
{
    /// <summary>Returns the time zone, or null after a complaint.</summary>
    public static TimeZoneInfo? Read(Entry entry)
    {
        if (entry.Text("a time zone such as Europe/Berlin, or an offset such as +01:00") is not { } name)
            return null;
        if (Distance(name) is { } distance)
            return TimeZoneInfo.CreateCustomTimeZone(name, distance, name, name);
        // the name is used as a path below the tz database, and must not leave it
        if (name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '/') && !name.StartsWith('/') && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        var known = TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).ToList();
        var remedy = known.Count < 2
            ? "install the package tzdata: this machine has no time zones"
            : NearestName.Find(name, known) is { } nearest
                ? $"did you mean `{nearest}`?"
                : "write a name of the tz database such as Europe/Berlin, or an offset such as +01:00";
        entry.Complain($"unknown time zone {Entry.Quoted(name)}", remedy);
        return null;
    }

    private static TimeSpan? Distance(string text) =>
        text.Length == 6 && text[0] is '+' or '-' && TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var distance) && distance <= TimeSpan.FromHours(14)
            ? text[0] == '-' ? -distance : distance
            : null;
}
