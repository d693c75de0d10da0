using System.Globalization;

namespace DropZone.Feeds.Values;

/// <summary>
/// The template of the name of an output, from the name of its delivery and facts of its job: <c>{date}/{file.name}</c>. Every
/// evaluation for a job returns the same name: times are those of the claim, in UTC.
/// </summary>
/// <param name="text">The template as written, with known placeholders only.</param>
public sealed class NameTemplate(string text)
{
    internal static readonly IReadOnlyList<string> Placeholders = ["file.name", "feed", "job", "stamp", "date", "year", "month", "day"];

    private readonly PlaceholderText _text = PlaceholderText.Parse(text, doublesBraces: false);

    /// <summary>The name of the delivery.</summary>
    public static NameTemplate Standard { get; } = new("{file.name}");

    /// <summary>The default key of an object, unique to its job.</summary>
    public static NameTemplate StandardKey { get; } = new("{feed}/{stamp}-{file.name}");

    /// <param name="fileName">The name of the output, printable, with the extension of its compression.</param>
    /// <param name="feed">Its feed.</param>
    /// <param name="job">The name of its job.</param>
    /// <param name="stamp">The unique part of the name of the job.</param>
    /// <param name="claimed">The time of the claim.</param>
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
