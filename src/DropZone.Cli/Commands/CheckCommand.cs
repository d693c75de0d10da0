using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Abstractions;
using DropZone.Cli.Checking;
using DropZone.Configuration.Values;
using DropZone.Tables.Conversion;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone check</c>: checks files as the service would, without a zone. Documented in <c>docs/sender/checking.md</c>.</summary>
internal sealed class CheckCommand(IFileSystem fileSystem)
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Files to check (-: standard input)",
    };

    private readonly Option<string> _schema = new("--schema") { HelpName = "FILE", Description = "Table Schema, .json or .yaml (default: any CSV)" };
    private readonly Option<string> _feed = new("--feed") { HelpName = "NAME", Description = "Use the dialect, schema and steps of this feed" };
    private readonly ZoneOptions _zone = new(fileSystem);

    private readonly Option<string> _format = new("--format")
    {
        HelpName = "text|json|html",
        Description = "Output format (default: text)",
    };

    private readonly Option<string> _archive = new("--archive")
    {
        HelpName = "TIME",
        Description = "Check the files archived in this time, such as 30d",
    };

    public static Command Create(IFileSystem files)
    {
        var check = new CheckCommand(files);
        var command = new Command("check", "Check files as the service would, without a zone")
        {
            check._files, check._schema, check._feed,
        };
        check._zone.AddTo(command);
        command.Add(check._format);
        command.Add(check._archive);
        check._format.AcceptOnlyFromAmong(CheckFormat.Text, CheckFormat.Json, CheckFormat.Html);
        command.Validators.Add(check.Validate);
        command.SetAction(check.RunAsync);
        return command;
    }

    private void Validate(CommandResult found)
    {
        var hasFiles = found.GetResult(_files)?.Tokens.Count > 0;
        var hasFeed = found.GetResult(_feed) is not null;
        var age = found.GetResult(_archive)?.Tokens is [var token, ..] ? token.Value : null;
        if (!hasFiles && age is null)
            found.AddError("No file given. Give the files to check, or - for standard input.");
        if (hasFiles && age is not null)
            found.AddError("--archive checks archived files. Give either --archive or files.");
        if (age is not null && !hasFeed)
            found.AddError("--archive requires --feed NAME.");
        if (age is not null && Duration.Parse(age) is null)
            found.AddError($"--archive expects a time such as 12h or 30d, not {VisibleText.Escape(age)}.");
        if (hasFeed && found.GetResult(_schema) is not null)
            found.AddError("--schema and --feed cannot be combined. Give one of them.");
        if (!hasFeed && (found.GetResult(_zone.Zone) ?? found.GetResult(_zone.Configuration)) is not null)
            found.AddError("--zone and --config require --feed NAME.");
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken stopping) =>
        Interruptible.RunAsync(token => CheckAsync(parsed, token), stopping);

    /// <summary>1. the rules; 2. the files; 3. each file; 4. the summary.</summary>
    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken stopping)
    {
        // 1
        var first = parsed.GetValue(_files)?.FirstOrDefault();
        if (Rules(parsed, first, out var complaints) is not { } conversion)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints);

        // 2
        var age = parsed.GetValue(_archive);
        var paths = age is null ? parsed.GetValue(_files)! : Archived(parsed, Duration.Parse(age)!.Value, out complaints);
        if (paths is null)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints);

        // 3
        var title = age is null && paths is [var one] ? $"{Path.GetFileName(one)} – DropZone" : "Check – DropZone";
        using var output = CheckFormat.Open(parsed.GetValue(_format) ?? CheckFormat.Text, onlyInvalid: age is not null, title, TimeProvider.System);
        var check = new Check(fileSystem, output);
        foreach (var path in paths)
        {
            // a data package has a schema for each of its files
            if (path != first && parsed.GetValue(_schema) is not null && (conversion = Rules(parsed, path, out complaints)) is null)
                return Refusal.Say(ExitCode.UsageOrConfiguration, complaints);
            await check.RunAsync(path, conversion, stopping);
        }

        // 4
        if (age is not null)
        {
            output.Conclude(paths.Count == 0
                ? $"Feed {parsed.GetValue(_feed)} archived no files within {age}."
                : $"{check.Valid} of {paths.Count} archived deliveries would pass.");
        }

        return check.ExitCode;
    }

    private TableConversion? Rules(ParseResult parsed, string? data, out IReadOnlyList<string> complaints)
    {
        if (parsed.GetValue(_feed) is { } name)
            return RulesFor.Feed(fileSystem, _zone.Of(parsed), name, out complaints)?.Conversion;
        if (parsed.GetValue(_schema) is { } path)
        {
            var rules = RulesFor.Schema(fileSystem, path, data == "-" ? null : data, out complaints, out var warnings);
            if (data == parsed.GetValue(_files)?.FirstOrDefault()) // once, for all files
                foreach (var warning in warnings)
                    Console.Error.WriteLine(VisibleText.Escape(warning));
            return rules;
        }

        complaints = [];
        return RulesFor.AnyCsv();
    }

    private IReadOnlyList<string>? Archived(ParseResult parsed, TimeSpan age, out IReadOnlyList<string> complaints)
    {
        var place = _zone.Of(parsed);
        complaints = [];
        try
        {
            if (fileSystem.Directory.Exists(place.Root))
                return ArchivedDeliveries.Since(fileSystem, place, parsed.GetValue(_feed)!, Since(age));
            complaints = [$"There is no zone in {place.Root}. Give its folder with --zone DIR."];
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            complaints = [$"{place.Archive} cannot be read: {failure.Message}. Run this command as the service's user or a member of its group."];
        }

        return null;
    }

    private static DateTimeOffset Since(TimeSpan age)
    {
        var now = TimeProvider.System.GetUtcNow();
        return age < now - DateTimeOffset.UnixEpoch ? now - age : DateTimeOffset.UnixEpoch;
    }
}
