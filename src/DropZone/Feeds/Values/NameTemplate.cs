using System.Globalization;

namespace DropZone.Feeds.Values;

/// <summary>
/// The name that an output gets, from that of its delivery and the facts of its job: <c>{date}/{file.name}</c>. The same for a job
/// however often it is asked for: times are those of the claim, UTC.
/// </summary>
/// <param name="text">As written; its placeholders are known ones.</param>
public sealed class NameTemplate(string text)
{
    internal static readonly IReadOnlyList<string> Placeholders = ["file.name", "feed", "job", "stamp", "date", "year", "month", "day"];

    private readonly PlaceholderText _text = PlaceholderText.Parse(text, doublesBraces: false);

    /// <summary>The name of the delivery.</summary>
    public static NameTemplate Standard { get; } = new("{file.name}");

    /// <summary>That of an object, of no other job.</summary>
    public static NameTemplate StandardKey { get; } = new("{feed}/{stamp}-{file.name}");

    /// <param name="fileName">That of the output, safe to show, its ending as it is packed.</param>
    /// <param name="feed">Its feed.</param>
    /// <param name="job">The name of its job.</param>
    /// <param name="stamp">What of that name is of no other job.</param>
    /// <param name="claimed">When it began.</param>
    public string Of(string fileName, string feed, string job, string stamp, DateTimeOffset claimed)
    {
        return string.Concat(_text.Parts.Select(part => !part.IsPlaceholder ? part.Text : part.Text switch
        {
            "file.name" => fileName,
            "feed" => feed,
            "job" => job,
            "stamp" => stamp,
            "date" => Time("yyyy-MM-dd"),
            "year" => Time("yyyy"),
            "month" => Time("MM"),
            _ => Time("dd"),
        }));

        string Time(string format) => claimed.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
    }
}
