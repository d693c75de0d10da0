using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>--help</c> of the program and of every command fits a terminal of 80 columns.</summary>
public sealed class HelpTests
{
    private const int Columns = 80;
    private const int DescriptionColumns = 60;

    public static TheoryData<string> Commands { get; } =
    [
        "", "run", "init", "demo", "check", "transform", "infer", "feed", "feed add", "config", "config check", "status", "failed", "failed list", "failed show",
        "failed retry", "failed discard", "history", "trace", "erase", "ledger", "ledger rebuild", "sweep", "verify", "digest", "health", "explain",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_fits_80_columns(string command)
    {
        var (exitCode, lines) = Help(command);
        exitCode.ShouldBe(0);
        lines.ShouldAllBe(line => line.Length <= Columns);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_described_by_a_phrase_of_at_most_60_characters(string command)
    {
        var description = Help(command).Lines[1].Trim();
        description.Length.ShouldBeLessThanOrEqualTo(DescriptionColumns, description);
        description.ShouldNotEndWith(".");
    }

    [Fact]
    public void Every_command_is_tested()
    {
        var listed = new List<string> { "" };
        foreach (var command in Listed(""))
            listed.AddRange([command, .. Listed(command).Select(inner => $"{command} {inner}")]);
        Commands.Select(row => row.Data).ShouldBe(listed, ignoreOrder: true);
    }

    private static IEnumerable<string> Listed(string command) =>
        Help(command).Lines.SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Trim().Split(' ')[0]);

    private static (int ExitCode, IReadOnlyList<string> Lines) Help(string command)
    {
        var run = CommandRun.Under(["COLUMNS=80"], [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        return (run.ExitCode, run.Output.Split('\n'));
    }
}
