using System.Globalization;
using System.Text.RegularExpressions;
using DropZone.Configuration.Yaml;

namespace DropZone.Feeds.Values;

/// <summary>
/// The name that an output gets, from that of its delivery and the facts of its job: <c>{date}/{file.name}</c>. The same for a job
/// however often it is asked for: times are those of the claim, UTC.
/// </summary>
/// <param name="text">As written; only what <see cref="Read"/> has seen.</param>
public sealed partial class NameTemplate(string text)
{
    private static readonly string[] Known = ["file.name", "feed", "job", "stamp", "date", "year", "month", "day"];

    /// <summary>The name of the delivery.</summary>
    public static NameTemplate Standard { get; } = new("{file.name}");

    /// <summary>That of an object, of no other job.</summary>
    public static NameTemplate StandardKey { get; } = new("{feed}/{stamp}-{file.name}");

    /// <summary>Null: complained about.</summary>
    /// <param name="entry">The template.</param>
    /// <param name="isPath">Whether it may hold slashes.</param>
    internal static NameTemplate? Read(Entry entry, bool isPath)
    {
        if (entry.Text("a name such as `{date}-{file.name}`") is not { } text)
            return null;
        var stranger = Placeholder().Matches(text).Select(match => match.Groups[1].Value).FirstOrDefault(name => !Known.Contains(name));
        var rest = Placeholder().Replace(text, "");
        var wrong = stranger is not null ? $"there is no placeholder {{{stranger}}}"
            : rest.AsSpan().ContainsAny('{', '}') ? $"{Entry.Quoted(text)} holds a lone brace"
            : rest.AsSpan().ContainsAnyInRange('\0', '\x1f') ? "the name holds a control character"
            : !isPath && rest.Contains('/', StringComparison.Ordinal) ? $"{Entry.Quoted(text)} is no name but a path"
            : text.StartsWith('/') || text.EndsWith('/') ? $"{Entry.Quoted(text)} starts or ends with a slash"
            : !isPath && text.StartsWith('.') ? $"{Entry.Quoted(text)} is the name of a hidden file"
            : null;
        if (wrong is null)
            return new NameTemplate(text);
        entry.Complain(wrong, $"write a name, with the placeholders {string.Join(", ", Known.Select(name => $"{{{name}}}"))}");
        return null;
    }

    /// <param name="fileName">That of the output, safe to show, its ending as it is packed.</param>
    /// <param name="feed">Its feed.</param>
    /// <param name="job">The name of its job.</param>
    /// <param name="stamp">What of that name is of no other job.</param>
    /// <param name="claimed">When it began.</param>
    public string Of(string fileName, string feed, string job, string stamp, DateTimeOffset claimed)
    {
        return Placeholder().Replace(text, match => match.Groups[1].Value switch
        {
            "file.name" => fileName,
            "feed" => feed,
            "job" => job,
            "stamp" => stamp,
            "date" => Time("yyyy-MM-dd"),
            "year" => Time("yyyy"),
            "month" => Time("MM"),
            _ => Time("dd"),
        });

        string Time(string format) => claimed.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
