using System.CommandLine;
using System.CommandLine.Parsing;
using DropZone.Configuration.Values;
using DropZone.Errors;
using DropZone.Linux;

namespace DropZone.Cli.Failed;

/// <summary>Which failed jobs are meant, by feed, age and reason.</summary>
internal sealed class FailedFilter
{
    private readonly Option<string> feed = new("--feed") { HelpName = "FEED", Description = "Only what failed in this feed." };
    private readonly Option<string> code = new("--code") { HelpName = "CODE", Description = "Only what has an error of this code, such as type-error." };
    private readonly Option<string> since = new("--since") { HelpName = "TIME", Description = "Only what was taken in this time, such as 12h or 7d." };
    private readonly Option<string> older = new("--older-than") { HelpName = "TIME", Description = "Only what was taken before that, such as 30d." };

    public FailedFilter(ZoneOptions zone)
    {
        since.Validators.Add(CheckTime);
        older.Validators.Add(CheckTime);
        code.Validators.Add(found =>
        {
            if (found.Tokens is [var token] && ErrorCatalog.Find(token.Value) is null)
                found.AddError($"--code expects an error code; found {VisibleText.Escape(token.Value)}. All of them: dropzone explain");
        });
        code.CompletionSources.Add(Enum.GetValues<ErrorCode>().Select(known => known.Name()).ToArray());
        feed.CompletionSources.OfZone(zone, found => FolderListing.FoldersIn(found.Failed));
    }

    public void AddTo(Command command)
    {
        command.Add(feed);
        command.Add(code);
        command.Add(since);
        command.Add(older);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool IsGiven(SymbolResult found) => new Option[] { feed, code, since, older }.Any(option => found.GetResult(option) is not null);

    /// <summary>The feed that is asked for; null: all.</summary>
    public string? Feed(ParseResult parsed) => parsed.GetValue(feed);

    /// <summary>Those that are meant, newest first; each is read when it is asked for.</summary>
    /// <exception cref="IOException">The zone cannot be read.</exception>
    public IEnumerable<FailedJob> Of(ParseResult parsed, Zone zone, DateTimeOffset now)
    {
        var earliest = now - Duration.Parse(parsed.GetValue(since) ?? "");
        var latest = now - Duration.Parse(parsed.GetValue(older) ?? "");
        var wanted = parsed.GetValue(code) is { } name ? ErrorCatalog.Find(name) : null;
        return
            from pair in FailedJob.Names(zone, Feed(parsed))
            where !(pair.Name.Time < earliest) && !(pair.Name.Time > latest)
            let job = FailedJob.At(zone, pair.Feed, pair.Name)
            where job is not null && (wanted is not { } only || job.Report?.Counts.ContainsKey(only) == true)
            select job;
    }

    /// <summary>For an option that takes a length of time.</summary>
    public static void CheckTime(OptionResult found)
    {
        if (found.Tokens is [var token] && Duration.Parse(token.Value) is null)
            found.AddError($"{found.Option.Name} expects a time such as 12h or 30d; found {VisibleText.Escape(token.Value)}.");
    }
}
