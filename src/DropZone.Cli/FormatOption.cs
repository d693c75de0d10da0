using System.CommandLine;

namespace DropZone.Cli;

/// <summary><c>--format text|json</c></summary>
internal sealed class FormatOption : Option<string>
{
    private const string Json = "json";

    public FormatOption()
        : base("--format")
    {
        HelpName = "text|json";
        Description = "Output format (default: text)";
        this.AcceptOnlyFromAmong("text", Json);
    }

    /// <summary>Returns whether JSON was requested.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(this) == Json;
}
