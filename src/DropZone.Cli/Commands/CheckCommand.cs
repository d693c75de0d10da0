using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Abstractions;
using DropZone.Cli.Checking;
using DropZone.Configuration.Values;
using DropZone.Tables.Conversion;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone check</c>: what the service would say of files, without a zone. <c>docs/sender/checking.md</c> tells of it.</summary>
internal sealed class CheckCommand(IFileSystem fileSystem)
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The files to check; - is standard input.",
    };

    private readonly Option<string> schema = new("--schema") { HelpName = "FILE", Description = "A Table Schema, .json or .yaml; the delimiter is found from the data." };
    private readonly Option<string> feed = new("--feed") { HelpName = "NAME", Description = "A feed of the zone's configuration: its dialect, schema and steps." };
    private readonly ZoneOptions zone = new(fileSystem);

    private readonly Option<string> format = new("--format")
    {
        HelpName = "text|json|html",
        Description = "Text for people, JSON with one object a line, or one page of HTML.",
        DefaultValueFactory = _ => CheckFormat.Text,
    };

    private readonly Option<string> archive = new("--archive")
    {
        HelpName = "TIME",
        Description = "Instead of files: what the feed archived in this time, such as 30d, by today's rules.",
    };

    public static Command Create(IFileSystem files)
    {
        var check = new CheckCommand(files);
        var command = new Command("check", "Check files as the service would, without a zone. Without schema or feed: any well-formed CSV.")
        {
            check.files, check.schema, check.feed,
        };
        check.zone.AddTo(command);
        command.Add(check.format);
        command.Add(check.archive);
        check.format.AcceptOnlyFromAmong(CheckFormat.Text, CheckFormat.Json, CheckFormat.Html);
        command.Validators.Add(check.Validate);
        command.SetAction(check.RunAsync);
        return command;
    }

    private void Validate(CommandResult found)
    {
        var hasFiles = found.GetResult(files)?.Tokens.Count > 0;
        var hasFeed = found.GetResult(feed) is not null;
        var age = found.GetResult(archive)?.Tokens is [var token, ..] ? token.Value : null;
        if (!hasFiles && age is null)
            found.AddError("No file was given; name the files to check, or - for standard input.");
        if (hasFiles && age is not null)
            found.AddError("--archive checks what was archived; give either it or files.");
        if (age is not null && !hasFeed)
            found.AddError("--archive needs --feed NAME: whose archive is it?");
        if (age is not null && Duration.Parse(age) is null)
            found.AddError($"--archive expects a time such as 12h or 30d; found {VisibleText.Escape(age)}.");
        if (hasFeed && found.GetResult(schema) is not null)
            found.AddError("--schema and --feed are two sources of rules; give one of them.");
        if (!hasFeed && (found.GetResult(zone.Zone) ?? found.GetResult(zone.Configuration)) is not null)
            found.AddError("--zone and --config say where a feed is configured; give --feed NAME too.");
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken stopping) =>
        Interruptible.RunAsync(token => CheckAsync(parsed, token), stopping);

    /// <summary>1. the rules; 2. the files; 3. each file; 4. what they come to.</summary>
    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken stopping)
    {
        // 1
        var first = parsed.GetValue(files)?.FirstOrDefault();
        if (Rules(parsed, first, out var complaints) is not { } conversion)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints);

        // 2
        var age = parsed.GetValue(archive);
        var paths = age is null ? parsed.GetValue(files)! : Archived(parsed, Duration.Parse(age)!.Value, out complaints);
        if (paths is null)
            return Refusal.Say(ExitCode.UsageOrConfiguration, complaints);

        // 3
        var title = age is null && paths is [var one] ? $"{Path.GetFileName(one)} – DropZone" : "Check – DropZone";
        using var output = CheckFormat.Open(parsed.GetValue(format)!, onlyInvalid: age is not null, title, TimeProvider.System);
        var check = new Check(output);
        foreach (var path in paths)
        {
            // a data package has a schema for each of its files
            if (path != first && parsed.GetValue(schema) is not null && (conversion = Rules(parsed, path, out complaints)) is null)
                return Refusal.Say(ExitCode.UsageOrConfiguration, complaints);
            await check.RunAsync(path, conversion, stopping);
        }

        // 4
        if (age is not null)
        {
            output.Conclude(paths.Count == 0
                ? $"Nothing was archived for {parsed.GetValue(feed)} within {age}."
                : $"{check.Valid} of {paths.Count} archived deliveries would pass.");
        }

        return check.ExitCode;
    }

    private TableConversion? Rules(ParseResult parsed, string? data, out IReadOnlyList<string> complaints)
    {
        if (parsed.GetValue(feed) is { } name)
            return RulesFor.Feed(fileSystem, zone.Of(parsed), name, out complaints)?.Conversion;
        if (parsed.GetValue(schema) is { } path)
            return RulesFor.Schema(fileSystem, path, data == "-" ? null : data, out complaints);
        complaints = [];
        return RulesFor.AnyCsv();
    }

    private IReadOnlyList<string>? Archived(ParseResult parsed, TimeSpan age, out IReadOnlyList<string> complaints)
    {
        var place = zone.Of(parsed);
        complaints = [];
        try
        {
            if (fileSystem.Directory.Exists(place.Root))
                return ArchivedDeliveries.Since(place, parsed.GetValue(feed)!, Since(age));
            complaints = [$"there is no zone {place.Root}; name it by --zone DIR"];
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            complaints = [$"{place.Archive} cannot be read ({failure.Message}); run this as the user or a member of the group of the service"];
        }

        return null;
    }

    private static DateTimeOffset Since(TimeSpan age)
    {
        var now = TimeProvider.System.GetUtcNow();
        return age < now - DateTimeOffset.UnixEpoch ? now - age : DateTimeOffset.UnixEpoch;
    }
}
