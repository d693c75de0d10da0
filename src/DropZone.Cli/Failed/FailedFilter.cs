using System.CommandLine;
using System.CommandLine.Parsing;
using DropZone.Configuration.Values;
using DropZone.Errors;
using DropZone.Linux;

namespace DropZone.Cli.Failed;

/// <summary>Selects failed jobs by feed, age and error code.</summary>
internal sealed class FailedFilter
{
    private readonly Option<string> _feed = new("--feed") { HelpName = "FEED", Description = "Only jobs of this feed" };
    private readonly Option<string> _code = new("--code") { HelpName = "CODE", Description = "Only jobs with this error code, such as type-error" };
    private readonly Option<string> _since = new("--since") { HelpName = "TIME", Description = "Only files received within this time, such as 12h or 7d" };
    private readonly Option<string> _older = new("--older-than") { HelpName = "TIME", Description = "Only files received before this time, such as 30d" };

    public FailedFilter(ZoneOptions zone)
    {
        _since.Validators.Add(CheckTime);
        _older.Validators.Add(CheckTime);
        _code.Validators.Add(found =>
        {
            if (found.Tokens is [var token] && ErrorCatalog.Find(token.Value) is null)
                found.AddError($"--code expects an error code, not {VisibleText.Escape(token.Value)}. List all codes: dropzone explain");
        });
        _code.CompletionSources.Add(Enum.GetValues<ErrorCode>().Select(known => known.Name()).ToArray());
        _feed.CompletionSources.OfZone(zone, found => FolderListing.FoldersIn(found.Failed));
    }

    public void AddTo(Command command)
    {
        command.Add(_feed);
        command.Add(_code);
        command.Add(_since);
        command.Add(_older);
    }

    /// <summary>Whether any of the options is given.</summary>
    public bool IsGiven(SymbolResult found) => new Option[] { _feed, _code, _since, _older }.Any(option => found.GetResult(option) is not null);

    /// <summary>Returns the requested feed; null: all.</summary>
    public string? Feed(ParseResult parsed) => parsed.GetValue(_feed);

    /// <summary>Returns the selected jobs, newest first; each is read when it is enumerated.</summary>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public IEnumerable<FailedJob> Of(ParseResult parsed, Zone zone, DateTimeOffset now)
    {
        var earliest = now - Duration.Parse(parsed.GetValue(_since) ?? "");
        var latest = now - Duration.Parse(parsed.GetValue(_older) ?? "");
        var wanted = parsed.GetValue(_code) is { } name ? ErrorCatalog.Find(name) : null;
        return
            from pair in FailedJob.Names(zone, Feed(parsed))
            where !(pair.Name.Time < earliest) && !(pair.Name.Time > latest)
            let job = FailedJob.At(zone, pair.Feed, pair.Name)
            where job is not null && (wanted is not { } only || job.Report?.Counts.ContainsKey(only) == true)
            select job;
    }

    /// <summary>Validates an option whose value is a length of time.</summary>
    public static void CheckTime(OptionResult found)
    {
        if (found.Tokens is [var token] && Duration.Parse(token.Value) is null)
            found.AddError($"{found.Option.Name} expects a time such as 12h or 30d, not {VisibleText.Escape(token.Value)}.");
    }
}
