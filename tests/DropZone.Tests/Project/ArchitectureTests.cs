using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>What the sources may know of each other, and how they are cut.</summary>
public sealed partial class ArchitectureTests
{
    private const string Library = "src/DropZone/";
    private static readonly string[] DurableSteps =
        [.. new[] { ".Audit", ".Copy", ".Discard", ".Ledger", ".Load", ".Retry", ".Shared", ".Sweep", "" }.Select(part => $"{Library}Spool/DurableSteps{part}.cs")];

    private static readonly IReadOnlyList<Source> Sources = [.. Read("src"), .. Read("tests")];
    private static readonly IReadOnlyList<Source> Product = [.. Sources.Where(source => source.Path.StartsWith("src/", StringComparison.Ordinal))];

    /// <summary>The nouns of the library: its folders.</summary>
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
    public void Usings_stand_in_order_System_first()
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
    public void The_arrows_are_those_of_the_design()
    {
        var listed = ArrowRow().Matches(Repository.Read("docs/design.md")).SelectMany(
            row => row.Groups[2].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries),
            (row, known) => $"{row.Groups[1].Value} knows {known.Trim('`', ' ')}");

        var drawn = Product.Where(source => source.Folder is not null)
            .SelectMany(source => source.Known(Folders), (source, known) => $"{source.Folder} knows {known}");
        drawn.Distinct().Order(StringComparer.Ordinal).ShouldBe(listed.Order(StringComparer.Ordinal));
        ArrowRow().Matches(Repository.Read("docs/design.md")).Select(row => row.Groups[1].Value)
            .Order(StringComparer.Ordinal).ShouldBe(Folders);
    }

    [Theory]
    [InlineData("Csv")]
    [InlineData("Rules", "Csv")]
    [InlineData("Linux")]
    [InlineData("Logging")]
    public void What_is_pure_stays_pure_whatever_the_design_says(string folder, params string[] mayKnow)
    {
        foreach (var source in Product.Where(source => source.Folder == folder))
            source.Known(Folders).Except(mayKnow).ShouldBeEmpty(source.Path);
    }

    [Theory]
    [InlineData("Csv")]
    [InlineData("Rules")]
    public void Bytes_in_and_rows_out_means_no_files_and_no_clock(string folder)
    {
        foreach (var source in Product.Where(source => source.Folder == folder))
            FileOrClock().Matches(source.Code).Select(match => match.Value).ShouldBeEmpty(source.Path);
    }

    [Fact]
    public void Only_the_spool_renames_in_the_durable_steps_and_the_probe()
    {
        Product.Where(source => source.Folder != "Linux" && Regex.IsMatch(source.Code, @"\bAtomicRename\b"))
            .Select(source => source.Path).Order(StringComparer.Ordinal)
            .ShouldBe([.. DurableSteps.Where(part => !part.EndsWith(".Load.cs", StringComparison.Ordinal) && !part.EndsWith(".Shared.cs", StringComparison.Ordinal)), $"{Library}Spool/RenameProbe.cs"]);
    }

    [Fact]
    public void Only_the_durable_sequence_syncs()
    {
        Product.Where(source => source.Folder != "Linux" && Regex.IsMatch(source.Code, @"\bDurableFile\b|Flush\(\s*(flushToDisk|true)"))
            .Select(source => source.Path).Order(StringComparer.Ordinal)
            .ShouldBe(DurableSteps);
    }

    [Fact]
    public void Nobody_moves_or_copies_by_other_ways()
    {
        foreach (var source in Product.Where(source => source.Path != $"{Library}Linux/AtomicRename.cs" && source.Path != $"{Library}Linux/NativeMethods.cs"))
            OtherWays().Matches(source.Code).Select(match => match.Value).ShouldBeEmpty(source.Path);
    }

    [Fact]
    public void A_file_holds_one_type_and_bears_its_name()
    {
        foreach (var source in Product)
        {
            var types = TopLevelType().Matches(source.Code).Select(match => match.Groups[1].Value).ToList();
            types.Count.ShouldBeLessThanOrEqualTo(1, source.Path);
            types.ShouldAllBe(type => type == Path.GetFileName(source.Path).Split('.', StringSplitOptions.None)[0], source.Path);
        }
    }

    [Fact]
    public void Files_are_short()
    {
        foreach (var source in Sources)
            source.Lines.ShouldBeLessThanOrEqualTo(400, source.Path);
        Product.Select(source => source.Lines).Order().ElementAt(Product.Count / 2).ShouldBeLessThan(100);
    }

    private static IEnumerable<Source> Read(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => new Source(path, Repository.Read(path)));

    /// <summary>A source file; its code is what is left without comments and literals.</summary>
    private sealed class Source(string path, string text)
    {
        public string Path { get; } = path;

        public int Lines { get; } = text.Count(c => c == '\n');

        public string Code { get; } = CommentOrLiteral().Replace(text, "");

        /// <summary>The folder of the library it lies in, at the first level; null: beside them, or not in the library.</summary>
        public string? Folder { get; } =
            path.StartsWith(Library, StringComparison.Ordinal) && path[Library.Length..].Split('/') is { Length: > 1 } parts ? parts[0] : null;

        /// <summary>The other folders it names: in a using, or before a type.</summary>
        public IEnumerable<string> Known(IReadOnlyList<string> folders) => folders.Where(folder =>
            folder != Folder && Regex.IsMatch(Code, $@"\bDropZone\.{folder}\b|(?<![\w.]){folder}\.(?=[A-Z])"));
    }

    [GeneratedRegex(@"""""""[\s\S]*?""""""|""(?:[^""\\\n]|\\.)*""|'(?:[^'\\\n]|\\.)+'|//[^\n]*|/\*[\s\S]*?\*/")]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \| ((?:`[A-Z]\w+`(?:, )?)*) ?\|$", RegexOptions.Multiline)]
    private static partial Regex ArrowRow();

    [GeneratedRegex(@"\b(?:File|Directory)\.[A-Z]\w+|\b(?:FileStream|FileInfo|DirectoryInfo|TimeProvider|DateTimeOffset\.\w*Now)\b")]
    private static partial Regex FileOrClock();

    [GeneratedRegex(@"\b(?:File|Directory)\.(?:Move|Copy|Replace)\b|\.MoveTo\(|\b(?:rename|renameat|renameat2|link|linkat|sendfile)\(")]
    private static partial Regex OtherWays();

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|abstract|static|readonly|partial|unsafe|ref) +)*(?:class|record struct|record class|record|struct|enum|interface|delegate [\w?<>]+) +(\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
