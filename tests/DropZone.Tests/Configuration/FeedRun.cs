using System.IO.Abstractions;
using System.Text;
using DropZone.Configuration;
using DropZone.Errors;
using DropZone.Jobs;
using DropZone.Processes;
using DropZone.Tables.Conversion;
using DropZone.Tests.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace DropZone.Tests.Configuration;

/// <summary>A run of a file through a feed defined in YAML.</summary>
internal static class FeedRun
{
    /// <summary>Returns the output, decoded and uncompressed by the feed's output dialect, and a line for each error: <c>type-error row 3 column 2</c>.</summary>
    /// <param name="others">Names and contents of files next to the folder of the feed.</param>
    public static (string Output, string Errors) Of(string feed, string input, params IEnumerable<(string Name, string Text)> others)
    {
        using var folder = new TemporaryFolder();
        folder.Write("feeds.d/orders.yaml", feed);
        folder.Write("hash.key", "0123456789abcdef\n");
        foreach (var (name, text) in others)
            folder.Write(name, text);
        var configuration = ConfigurationReader.Read(new FileSystem(), folder.Path, out var complaints);
        complaints.ShouldBeEmpty();
        var rules = configuration!.FeedNamed("orders").ShouldNotBeNull();
        var facts = Facts.Of("orders.csv", "job-7");
        using var output = new MemoryStream();
        using var forCommand = ProgramFolder.CreateIn(folder.Path);
        using var first = rules.Commands.Count == 0 ? output : (Stream)File.Create(forCommand.Input);
        var result = rules.Conversion.Run(
            new MemoryStream(Encoding.UTF8.GetBytes(input)), new ConversionOutput(first, null, () => new MemoryStream()), facts, CancellationToken.None);
        var rows = result.Rows;
        if (rules.Commands.Count > 0)
        {
            first.Dispose();
            var ended = new CommandStages(rules, SpoolZone.Programs, folder.Path, facts, NullLogger.Instance)
                .Run(forCommand, result, new ConversionOutput(output, null, () => new MemoryStream()), CancellationToken.None);
            if (ended is not CommandsResult.Done(var final, _))
                return ("", ended is CommandsResult.Failed failed ? $"{failed.Code.Name()}: {failed.Message.Split(" s after its start, but ")[^1]}\n" : "deferred\n");
            rows = final;
        }

        (rows.In + rows.Added).ShouldBe(rows.Out + rows.Filtered + rows.Deduplicated + rows.Rejected);
        var errors = string.Concat(result.Errors.Select(error => $"{error.Code.Name()} row {error.Row} column {error.Column}\n"));
        return (errors.Length == 0 || result.IsSplit ? OutputText.Of(output.ToArray(), rules.Rules.Output) : "", errors);
    }
}
