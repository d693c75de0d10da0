using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Configuration;

/// <summary>An invalid configuration is reported with place and remedy, and the service does not start.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("feed: orders\nsetle: 1s\n", "00.yaml:2:1", "setle", "Did you mean `settle`?")]
    [InlineData("feed: orders\nsettle: [1, 2]\n", "00.yaml:2:9", "settle", "1s")]
    [InlineData("feed: orders\nschema: ../schemas/orders.json\n", "00.yaml:2:9", "schema", "/schemas/orders.json")]
    [InlineData(
        "feed: orders\nschema:\n  fields:\n    - name: id\n      constraints: { pattern: \"[a-z\" }\n", "00.yaml:5:31", "pattern", "[a-z")]
    public void A_configuration_error_names_file_line_column_and_remedy(string feed, string place, string key, string remedy)
    {
        using var zone = new TestZone(feed);
        var (exitCode, output) = DropZoneProcess.Run("run", "--zone", zone.Root);
        exitCode.ShouldBe(2, output);
        output.ShouldContain(place);
        output.ShouldContain(key);
        output.ShouldContain(remedy);
        Directory.GetFileSystemEntries(zone.Root).ShouldBe([zone.Etc], "the service created files");
        DropZoneProcess.Run("config", "check", "--zone", zone.Root).ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Two_feeds_of_the_same_name_are_rejected_with_both_places()
    {
        using var zone = new TestZone("feed: orders\n", "# the second\nfeed: orders\n");
        var (exitCode, output) = DropZoneProcess.Run("run", "--zone", zone.Root);
        exitCode.ShouldBe(2, output);
        output.ShouldContain("01.yaml:2:7");
        output.ShouldContain("00.yaml");
        Directory.GetFileSystemEntries(zone.Root).ShouldBe([zone.Etc], "the service created files");
    }

    [Fact]
    public void The_zone_created_by_init_has_a_valid_configuration()
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
