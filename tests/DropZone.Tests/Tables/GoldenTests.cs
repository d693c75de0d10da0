using System.Text;
using DropZone.Tests.Configuration;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables;

/// <summary>
/// Each folder below tests/DropZone.Tests/golden is a case: feed.yaml, input.csv, and the expected results: output.csv, and
/// errors.txt where there are errors; other .csv files are the reference tables `../NAME.csv` of the feed. A new case is a new folder. All files are UTF-8; output.csv holds the text of an output that is
/// packed or in another encoding, line ends and byte order mark included.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/DropZone.Tests/golden");

    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_its_output_and_its_errors(string name)
    {
        var tables = Directory.GetFiles(Path.Combine(Folder, name), "*.csv").Select(path => Path.GetFileName(path)).Except(["input.csv", "output.csv"]);
        var (output, errors) = FeedRun.Of(Read(name, "feed.yaml"), Read(name, "input.csv"), tables.Select(table => (table, Read(name, table))));
        output.ShouldBe(Read(name, "output.csv"));
        errors.ShouldBe(Read(name, "errors.txt"));
    }

    /// <summary>Returns the text of the file, or an empty text if it does not exist.</summary>
    private static string Read(string name, string file) =>
        Path.Combine(Folder, name, file) is var path && File.Exists(path) ? Encoding.UTF8.GetString(File.ReadAllBytes(path)) : "";
}
