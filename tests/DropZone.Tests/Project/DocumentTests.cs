using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>Links have targets, lines are short, and the commands in the README are those of the program.</summary>
public sealed partial class DocumentTests
{
    private static readonly IReadOnlyList<string> Commands =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "src/DropZone.Cli"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(File.ReadAllText)];

    public static IEnumerable<TheoryDataRow<string>> Documents() =>
        new[] { "packaging", "systemd", "docs" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", folder == "docs" ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
            .Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .Select(path => new TheoryDataRow<string>(Path.GetRelativePath(Repository.Root, path)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading(string document)
    {
        foreach (Match link in Link().Matches(Fence().Replace(Repository.Read(document), "")))
        {
            var target = link.Groups[1].Value.Split('#', 2);
            if (target[0].Contains(':', StringComparison.Ordinal))
                continue;
            var path = target[0].Length == 0
                ? Path.Combine(Repository.Root, document)
                : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, target[0]));
            Path.Exists(path).ShouldBeTrue($"{document}: {link.Value}");
            if (target.Length > 1)
                Anchors(path).ShouldContain(target[1], $"{document}: {link.Value}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Lines_have_at_most_100_columns_and_table_cells_80_characters(string document)
    {
        foreach (var line in Fence().Replace(Repository.Read(document), "").Split('\n'))
        {
            if (line.StartsWith('|'))
                line.Split('|').Where(cell => cell.Trim().Length > 80).ShouldBeEmpty(document);
            else if (line.TrimStart(' ', '-').Contains(' ', StringComparison.Ordinal)) // a single word cannot be broken
                line.EnumerateRunes().Count().ShouldBeLessThanOrEqualTo(100, $"{document}: {line}");
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/integrator/configuration.md")]
    [InlineData("docs/operator/operating.md")]
    public void Every_documented_command_and_option_exists(string document)
    {
        var commands = Subcommands();
        var options = Commands.SelectMany(source => OptionDeclared().Matches(source)).Select(option => option.Groups[1].Value).ToHashSet();
        options.ShouldContain("--zone");

        foreach (Match call in Call().Matches(Repository.Read(document)))
        {
            var words = call.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            commands.ShouldContain(words[0], $"{document}: {call.Value}");
            if (words[0] == "config")
                commands.ShouldContain(words[1], $"{document}: {call.Value}");
            foreach (var option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
                options.ShouldContain(option, $"{document}: {call.Value}");
        }

        if (document == "README.md")
            OptionNamed().Matches(Repository.Read(document)).Select(option => option.Groups[1].Value).Except(options).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_lists_every_command() =>
        CommandRow().Matches(Repository.Read("README.md")).SelectMany(row => row.Groups[1].Value.Split(' ')).Distinct()
            .ShouldBe(Subcommands(), ignoreOrder: true);

    private static HashSet<string> Subcommands() =>
        [.. Commands.SelectMany(source => CommandDeclared().Matches(source)).Select(command => command.Groups[1].Value)];

    /// <summary>The headings' anchors, as GitHub makes them.</summary>
    private static IEnumerable<string> Anchors(string path) =>
        Heading().Matches(File.ReadAllText(path)).Select(heading => NoAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"new(?: Command)?\(\s*""([a-z]+)"",\s*""")]
    private static partial Regex CommandDeclared();

    [GeneratedRegex(@"(?:new Option<[\w\[\]?]+>|= new)\(""(--[a-z-]+)""\)")]
    private static partial Regex OptionDeclared();

    /// <summary>A call of the program, installed, published or by dotnet run, in a fence or in backticks.</summary>
    [GeneratedRegex(@"(?:`(?:DIR/)?dropzone|^(?:\$ )?(?:DIR/)?dropzone|src/DropZone\.Cli --) ([^`\n|]+)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"`(--[a-z-]+)[^`]*`")]
    private static partial Regex OptionNamed();

    [GeneratedRegex(@"^\| `dropzone ([a-z ]+?)(?: [A-Z]+)?` \|", RegexOptions.Multiline)]
    private static partial Regex CommandRow();
}
