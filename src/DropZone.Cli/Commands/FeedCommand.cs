using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Abstractions;
using DropZone.Cli.Feeds;
using DropZone.Cli.Inference;
using DropZone.Feeds.Values;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone feed add NAME --from SAMPLE</c></summary>
internal static class FeedCommand
{
    public static Command Create(IFileSystem files) => new("feed", "Manage the feeds of a zone") { Add(files) };

    /// <summary>Validates an option or argument that names a new feed.</summary>
    public static void CheckName(SymbolResult found)
    {
        if (found.Tokens is [var token] && !FeedName.IsValid(token.Value))
            found.AddError($"{(found is OptionResult option ? option.Option.Name : "NAME")} expects at most 63 characters of a–z, 0–9 and -, not starting with -. Found {VisibleText.Escape(token.Value)}.");
    }

    private static Command Add(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var name = new Argument<string>("NAME") { Description = "Name of the feed and of its folder in incoming" };
        name.Validators.Add(CheckName);
        var samples = new Option<string[]>("--from") { HelpName = "SAMPLE", Required = true, AllowMultipleArgumentsPerToken = true, Description = "Sample files of the feed" };
        var group = new Option<string>("--group") { HelpName = "GROUP", Description = "Group that may drop files (requires root)" };
        var consumers = new Option<string>("--consumer-group") { HelpName = "GROUP", Description = "Only group that reads its outputs (requires root)" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask for confirmation" };
        var command = new Command("add", "Create a feed from sample files and activate it") { name, samples, group, consumers, yes };
        options.AddTo(command);
        command.SetAction((parsed, stopping) => Interruptible.RunAsync(
            async token =>
            {
                var zone = options.Of(parsed);
                var random = new Random(BitConverter.ToInt32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4)));
                try
                {
                    var (text, exitCode) = await FeedFromSamples.MakeAsync(files, parsed.GetRequiredValue(samples), parsed.GetRequiredValue(name), token);
                    return text is null ? exitCode
                        : await new FeedAddition(files, zone, parsed.GetRequiredValue(name), parsed.GetValue(group), parsed.GetValue(consumers), TimeProvider.System, random).RunAsync(text, parsed.GetValue(yes), token);
                }
                catch (Exception failure) when (failure.IsFileSystemFailure())
                {
                    return ZoneAction.Refuse(zone, failure);
                }
            }, stopping));
        return command;
    }
}
