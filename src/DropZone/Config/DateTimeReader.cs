using System.Globalization;
using DropZone.Rules.Steps;

namespace DropZone.Config;

/// <summary>Reads the step <c>datetime</c>. Time zones are those of the machine's tz database. Null: complained about.</summary>
internal static class DateTimeReader
{
    private static readonly KeySet Keys = new("a datetime", "from", "to", "zone", "to-zone", "repeated");

    private static readonly Dictionary<string, RepeatedTime> Repetitions = new()
    {
        ["earlier"] = RepeatedTime.Earlier,
        ["later"] = RepeatedTime.Later,
        ["fail"] = RepeatedTime.Fail,
    };

    public static TransformStep? Read(Entry entry) =>
        StepColumns.Read(entry, "placed: { zone: Europe/Berlin, to-zone: UTC }", Form) is { } columns ? new DateTimeStep(columns) : null;

    private static DateTimeForm? Form(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var from = mapping["from"] is { } read ? read.Text("a pattern such as \"%d.%m.%Y %H:%M\"") : null;
        var to = mapping["to"] is { } written ? written.Text("a pattern such as \"%d.%m.%Y %H:%M\"") : DateTimeForm.Standard;
        var zone = mapping["zone"] is { } own ? Zone(own) : TimeZoneInfo.Utc;
        var target = mapping["to-zone"] is { } other ? Zone(other) : zone;
        var repeated = mapping["repeated"] is { } twice ? Choice.Read(twice, "value for repeated", Repetitions) : RepeatedTime.Earlier;
        return (mapping["from"] is not null && from is null) || to is null || zone is null || target is null || repeated is null
            ? null
            : new DateTimeForm(from, to, zone, target, repeated.Value);
    }

    private static TimeZoneInfo? Zone(Entry entry)
    {
        if (entry.Text("a time zone such as Europe/Berlin, or a distance such as +01:00") is not { } name)
            return null;
        if (Distance(name) is { } distance)
            return TimeZoneInfo.CreateCustomTimeZone(name, distance, name, name);
        // a name is a path below the tz database: no other file is read
        if (name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '/') && !name.StartsWith('/') && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        var known = TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).ToList();
        var remedy = known.Count < 2
            ? "this machine has no time zones: install the package tzdata"
            : NearestName.Find(name, known) is { } nearest
                ? $"did you mean `{nearest}`?"
                : "write a name of the tz database such as Europe/Berlin, or a distance such as +01:00";
        entry.Complain($"unknown time zone {Entry.Quoted(name)}", remedy);
        return null;
    }

    private static TimeSpan? Distance(string text) =>
        text.Length == 6 && text[0] is '+' or '-' && TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var distance) && distance <= TimeSpan.FromHours(14)
            ? text[0] == '-' ? -distance : distance
            : null;
}
