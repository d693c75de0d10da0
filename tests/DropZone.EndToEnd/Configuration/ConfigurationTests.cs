using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Configuration;

/// <summary>A bad configuration is said with its place and remedy, and starts nothing.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("feed: orders\nsetle: 1s\n", "00.yaml:2:1", "setle", "did you mean `settle`?")]
    [InlineData("feed: orders\nsettle: [1, 2]\n", "00.yaml:2:9", "settle", "1s")]
    [InlineData("feed: orders\nschema: ../schemas/orders.json\n", "00.yaml:2:9", "schema", "/schemas/orders.json")]
    [InlineData(
        "feed: orders\nschema:\n  fields:\n    - name: id\n      constraints: { pattern: \"[a-z\" }\n", "00.yaml:5:31", "pattern", "[a-z")]
    public void A_complaint_names_file_line_column_and_remedy(string feed, string place, string key, string remedy)
    {
        using var zone = new TestZone(feed);
        var (exitCode, output) = DropZoneProcess.Run("run", "--zone", zone.Root);
        exitCode.ShouldBe(2, output);
        output.ShouldContain(place);
        output.ShouldContain(key);
        output.ShouldContain(remedy);
        Directory.GetFileSystemEntries(zone.Root).ShouldBe([zone.Etc], "something was started");
        DropZoneProcess.Run("config", "check", "--zone", zone.Root).ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Two_feeds_of_one_name_are_refused_with_both_places()
    {
        using var zone = new TestZone("feed: orders\n", "# the second\nfeed: orders\n");
        var (exitCode, output) = DropZoneProcess.Run("run", "--zone", zone.Root);
        exitCode.ShouldBe(2, output);
        output.ShouldContain("01.yaml:2:7");
        output.ShouldContain("00.yaml");
        Directory.GetFileSystemEntries(zone.Root).ShouldBe([zone.Etc], "something was started");
    }

    [Fact]
    public void The_zone_that_init_makes_has_a_configuration_without_complaint()
    {
        using var zone = new TestZone();
        Directory.Delete(zone.Root, recursive: true);
        DropZoneProcess.Run("init", zone.Root).ExitCode.ShouldBe(0);
        Directory.GetFiles(zone.Etc + "/feeds.d").ShouldHaveSingleItem();
        var (exitCode, output) = DropZoneProcess.Run("config", "check", "--zone", zone.Root);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("default");
    }

    [Theory]
    [InlineData("run", "--zon", "x")]
    [InlineData("fly")]
    public void A_wrong_command_line_exits_with_2(params string[] arguments) => DropZoneProcess.Run(arguments).ExitCode.ShouldBe(2);
}
