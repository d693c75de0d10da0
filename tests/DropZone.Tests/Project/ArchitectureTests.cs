using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>Which folders of the sources may use which, and how files are cut.</summary>
public sealed partial class ArchitectureTests
{
    private const string Library = SourceFile.Library;
    private const string Durable = $"{Library}Spool/Durable/";

    /// <summary>Rename: the one that runs the steps, those with a step of several renames, new folders of feeds, and the probe.</summary>
    private static readonly string[] Renaming =
        [.. new[] { "ClaimSteps", "CopySteps", "DeliverSteps", "StepRunner" }.Select(name => $"{Durable}{name}.cs"), $"{Library}Spool/FeedFolder.cs", $"{Library}Spool/RenameProbe.cs"];

    /// <summary>Sync: the one that runs the steps, those that sync what is open or several things in one step, and the shared one.</summary>
    private static readonly string[] Syncing =
        [.. new[] { "ClaimSteps", "CopySteps", "FailSteps", "LoadSteps", "SealSteps", "SharedFolderSync", "StepRunner" }.Select(name => $"{Durable}{name}.cs")];

    private static readonly IReadOnlyList<SourceFile> Sources = [.. Read("src"), .. Read("tests")];
    private static readonly IReadOnlyList<SourceFile> Product = [.. Sources.Where(source => source.Path.StartsWith("src/", StringComparison.Ordinal))];

    private static readonly FolderGraph Graph = new(Product);

    /// <summary>The top-level folders of the library.</summary>
    private static readonly IReadOnlyList<string> Folders =
        [.. Product.Select(source => source.Folder).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void The_sources_are_found()
    {
        Product.Count.ShouldBeGreaterThan(100);
        Folders.ShouldContain("Spool");
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var source in Product.Where(source => source.Path.StartsWith(Library, StringComparison.Ordinal)))
        {
            var below = Path.GetDirectoryName(source.Path[Library.Length..])!.Replace('/', '.');
            if (Namespace().Match(source.Code) is { Success: true } found)
                found.Groups[1].Value.ShouldBe(below.Length > 0 ? $"DropZone.{below}" : "DropZone", source.Path);
        }
    }

    [Fact]
    public void Usings_are_sorted_with_System_first()
    {
        foreach (var source in Sources)
        {
            var usings = Using().Matches(source.Code).Select(found => found.Groups[1].Value).ToList();
            usings.ShouldBe(
                usings.OrderBy(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase),
                ignoreOrder: false,
                customMessage: source.Path);
        }
    }

    [Fact]
    public void The_arrows_between_folders_are_listed_in_the_layout() =>
        GeneratedDocument.ShouldHold("docs/developer/layout.md", "arrows", string.Concat(Folders.Select(folder =>
        {
            var known = Graph.UsedBy(folder).Intersect(Folders).Order(StringComparer.Ordinal);
            return GeneratedDocument.Wrapped($"- `{folder}` uses {(known.Any() ? string.Join(", ", known.Select(name => $"`{name}`")) : "none")}");
        })));

    [Fact]
    public void Folders_at_the_second_level_form_no_cycle()
    {
        Graph.Nodes.Count.ShouldBeGreaterThan(30);
        Graph.Cycles().ShouldBeEmpty(Graph.Explain());
    }

    [Fact]
    public void A_cycle_between_two_folders_is_found()
    {
        var graph = new FolderGraph(
        [
            new SourceFile("src/DropZone/A/B/One.cs", "using DropZone.C;\nnamespace DropZone.A.B;\nclass One { Two two; }"),
            new SourceFile("src/DropZone/C/Two.cs", "using DropZone.D.E.F;\nnamespace DropZone.C;\nclass Two { Three three; }"),
            new SourceFile("src/DropZone/D/E/F/Three.cs", "namespace DropZone.D.E.F;\nclass Three { DropZone.A.B.One one; }"),
            new SourceFile("src/DropZone/D/E/Four.cs", "using DropZone.D.E.F;\nnamespace DropZone.D.E;\nclass Four { }"),
        ]);
        graph.Cycles().ShouldBe(["A/B, C, D/E"]);
    }

    [Theory]
    [InlineData("public string? Two { get; init; } string Text => Two ?? \"\";", false)]
    [InlineData("object one = new Other { Two = 1 };", false)]
    [InlineData("public Two Two { get; }", true)]
    [InlineData("public Two? Other { get; }", true)]
    public void A_property_named_like_a_type_uses_it_only_if_it_is_of_this_type(string member, bool isUsed)
    {
        var graph = new FolderGraph(
        [
            new SourceFile("src/DropZone/A/One.cs", $"namespace DropZone.A;\nclass One {{ {member} }}"),
            new SourceFile("src/DropZone/Two.cs", "namespace DropZone;\nclass Two { }"),
        ]);
        graph.UsedBy("A").Any().ShouldBe(isUsed);
    }

    [Theory]
    [InlineData("Csv", "Errors")]
    [InlineData("Tables", "Csv", "Errors")]
    [InlineData("Linux")]
    [InlineData("Logging")]
    public void Pure_folders_use_no_others_whatever_the_layout_lists(string folder, params string[] allowed) =>
        Graph.UsedBy(folder).Intersect(Folders).Except(allowed).ShouldBeEmpty();

    [Theory]
    [InlineData("Csv")]
    [InlineData("Tables")]
    public void Csv_and_tables_open_no_files_and_read_no_clock(string folder)
    {
        foreach (var source in Product.Where(source => source.Folder == folder))
            FileOrClock().Matches(source.Code).Select(match => match.Value).ShouldBeEmpty(source.Path);
    }

    [Fact]
    public void Only_the_spool_renames_in_the_durable_steps_and_the_probe()
    {
        Product.Where(source => source.Folder != "Linux" && Regex.IsMatch(source.Code, @"\bAtomicRename\b"))
            .Select(source => source.Path).Order(StringComparer.Ordinal)
            .ShouldBe(Renaming);
    }

    [Fact]
    public void Only_the_metrics_file_is_replaced_outside_the_durable_steps() =>
        Product.Where(source => source.Folder != "Linux" && Regex.IsMatch(source.Code, @"\bReplacedFile\b"))
            .Select(source => source.Path).ShouldBe([$"{Library}Metrics/MetricsLoop.cs"]);

    [Fact]
    public void Only_the_durable_sequence_syncs()
    {
        Product.Where(source => source.Folder != "Linux" && Regex.IsMatch(source.Code, @"\bDurableFile\b|Flush\(\s*(flushToDisk|true)"))
            .Select(source => source.Path).Order(StringComparer.Ordinal)
            .ShouldBe(Syncing);
    }

    [Fact]
    public void Only_the_step_runner_calls_the_fault_seam()
    {
        Product.Where(source => Regex.IsMatch(source.Code, @"\b_?faults\.Take\("))
            .Select(source => source.Path).ShouldBe([$"{Durable}StepRunner.cs"]);
    }

    [Fact]
    public void Only_the_folder_Linux_makes_system_calls()
    {
        foreach (var source in Product.Where(source => source.Folder != "Linux"))
            source.Code.ShouldNotContain("Mono.Unix.Native", customMessage: source.Path);
    }

    [Fact]
    public void No_code_moves_or_copies_files_in_other_ways()
    {
        foreach (var source in Product.Where(source => source.Path != $"{Library}Linux/AtomicRename.cs" && source.Path != $"{Library}Linux/NativeMethods.cs"))
            OtherWays().Matches(source.Code).Select(match => match.Value).ShouldBeEmpty(source.Path);
    }

    /// <summary>Next to the type of its name, a file may hold the records and enumerations of its document or message, and their serializer.</summary>
    [Fact]
    public void A_file_holds_one_type_of_its_name_and_otherwise_only_records_and_enumerations()
    {
        foreach (var source in Product)
        {
            var types = TopLevelType().Matches(source.Code).Select(match => (Kind: match.Groups[1].Value, Name: match.Groups[2].Value)).ToList();
            if (types.Count == 0)
                continue;
            var name = Path.GetFileName(source.Path).Split('.')[0];
            if (types.Count == 1)
                types[0].Name.ShouldBe(name, source.Path);
            types.ShouldAllBe(
                type => type.Name == name || type.Kind == "enum" || type.Kind.StartsWith("record", StringComparison.Ordinal) || type.Name.EndsWith("Json", StringComparison.Ordinal),
                source.Path);
        }
    }

    [Fact]
    public void Files_are_short()
    {
        // the list of events grows with each, and may not be split
        foreach (var source in Sources.Where(source => source.Path != $"{Library}Logging/Events.cs"))
            source.Lines.ShouldBeLessThanOrEqualTo(400, source.Path);
        Product.Select(source => source.Lines).Order().ElementAt(Product.Count / 2).ShouldBeLessThan(100);
    }

    [Fact]
    public void A_folder_holds_at_most_forty_files() =>
        Sources.CountBy(source => Path.GetDirectoryName(source.Path)!).Where(folder => folder.Value > 40).ShouldBeEmpty();

    private static IEnumerable<SourceFile> Read(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => new SourceFile(path, Repository.Read(path)));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(?:File|Directory)\.[A-Z]\w+|\b(?:FileStream|FileInfo|DirectoryInfo|TimeProvider|DateTimeOffset\.\w*Now)\b")]
    private static partial Regex FileOrClock();

    [GeneratedRegex(@"\b(?:File|Directory)\.(?:Move|Copy|Replace)\b|\.MoveTo\(|\b(?:rename|renameat|renameat2|link|linkat|sendfile)\(")]
    private static partial Regex OtherWays();

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|abstract|static|readonly|partial|unsafe|ref) +)*(class|record struct|record class|record|struct|enum|interface|delegate [\w?<>]+) +(\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
