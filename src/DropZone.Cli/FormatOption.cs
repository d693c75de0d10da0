using System.CommandLine;

namespace DropZone.Cli;

/// <summary><c>--format text|json</c>: for people, or for programs.</summary>
internal sealed class FormatOption : Option<string>
{
    private const string Json = "json";

    /// <param name="meaning">What the two give: <c>a line each; json: an object a line.</c></param>
    public FormatOption(string meaning)
        : base("--format")
    {
        HelpName = "text|json";
        Description = $"text (default): {meaning}";
        this.AcceptOnlyFromAmong("text", Json);
    }

    /// <summary>Whether a program reads it.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(this) == Json;
}
