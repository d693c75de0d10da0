using System.Globalization;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;

namespace DropZone.Configuration.Feeds;

/// <summary>Reads the <c>expect</c> of a feed. Returns null after a complaint.</summary>
internal static class ExpectationReader
{
    private const int MaxFiles = 1_000_000;
    private static readonly KeySet Keys = new("expect", "by", "days", "timezone", "holidays", "min-files");
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <param name="entry">The value of the key.</param>
    /// <param name="standardZone">The time zone of a feed without its own.</param>
    public static Expectation? Read(Entry entry, TimeZoneInfo standardZone)
    {
        var before = entry.Complaints.Count;
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var by = mapping.Required("by", "write the time by which the file must have arrived: `by: \"06:00\"`") is { } time ? Time(time) : null;
        var days = mapping["days"] is { } week ? Days(week) : Enum.GetValues<DayOfWeek>().ToHashSet();
        var zone = mapping["timezone"] is { } name ? TimeZoneReader.Read(name) : standardZone;
        var holidays = mapping["holidays"] is { } file ? Holidays(file) : [];
        var files = mapping["min-files"] is { } count ? WholeNumber.Read(count, 1, MaxFiles) : 1;
        return entry.Complaints.Count > before ? null : new Expectation(by!.Value, days!, zone!, holidays!, files!.Value);
    }

    private static TimeOnly? Time(Entry entry)
    {
        const string Expected = "a time of day such as \"06:00\"";
        if (entry.Text(Expected) is not { } text)
            return null;
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        entry.Expected(Expected, "write hours and minutes with two digits each, from 00:00 to 23:59");
        return null;
    }

    /// <summary><c>mon-fri</c>, <c>sat</c>, or a list of such.</summary>
    private static HashSet<DayOfWeek>? Days(Entry entry)
    {
        if (entry.Texts("days such as mon-fri, or a list of them") is not { } texts)
            return null;
        var days = new HashSet<DayOfWeek>();
        foreach (var text in texts)
        {
            var ends = text.Split('-').Select(day => Array.IndexOf(DayNames, day)).ToList();
            if (ends.Count > 2 || ends.Contains(-1))
            {
                entry.Complain($"{Entry.Quoted(text)} is not a day or a range of days", $"write one of {Entry.Listed(DayNames)}, or a range such as `mon-fri`");
                return null;
            }

            // a range may cross the end of the week: sat-mon
            for (var i = ends[0]; ; i = (i + 1) % DayNames.Length)
            {
                days.Add((DayOfWeek)((i + 1) % DayNames.Length));
                if (i == ends[^1])
                    break;
            }
        }

        if (days.Count == 0)
            entry.Complain("the list of days is empty", "write a day, or remove the key");
        return days;
    }

    /// <summary>Reads one day per line, <c>2026-12-25</c>. The rest of each line is a comment.</summary>
    private static HashSet<DateOnly>? Holidays(Entry entry)
    {
        if (FilePath.Read(entry, "the path of a file with a day on each line") is not { } path)
            return null;
        string[] lines;
        try
        {
            lines = entry.Files.File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            entry.Complain($"the file {path} cannot be read: {failure.Message}", $"a path is relative to {FilePath.FolderOf(entry)}");
            return null;
        }

        var days = new HashSet<DateOnly>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Split('#')[0].Trim();
            if (line.Length == 0)
                continue;
            if (DateOnly.TryParseExact(line.Split(' ', '\t')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.Add(day);
                continue;
            }

            entry.Complaints.Add(new Complaint(path, i + 1, 1, "", $"{Entry.Quoted(line)} does not start with a day", "write it as 2026-12-25, and comments after a `#`"));
            return null;
        }

        return days;
    }
}
