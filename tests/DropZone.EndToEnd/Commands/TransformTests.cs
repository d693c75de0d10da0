using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone transform FILE --feed F</c></summary>
public sealed class TransformTests
{
    private const string Feed = TestZone.OrdersFeed + "\n  - filter: { drop: { country: XX } }\n";
    private const string Input = "id,country\n1,de\n2,xx\n3,fr\n";

    [Fact]
    public void The_output_is_printed_and_no_file_is_changed()
    {
        using var zone = new TestZone(Feed);
        var run = Transform(zone, zone.FileOutside("a.csv", Input));
        run.ShouldBe(new CommandRun(0, "id,country\n1,DE\n3,FR\n", $"{zone.FileOutside("a.csv", Input)}: 3 rows in, 2 out, 1 filtered, 0 deduplicated\n"));
        Directory.GetFileSystemEntries(zone.Root).ShouldBe([zone.Etc]);
    }

    [Fact]
    public void A_limit_ends_the_run_after_this_number_of_output_rows_even_before_bad_rows()
    {
        using var zone = new TestZone(Feed);
        var path = zone.FileOutside("a.csv", Input + "x,it\n");
        var run = Transform(zone, path, "--limit", "2");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldBe("id,country\n1,DE\n3,FR\n");
        Transform(zone, path, "--limit", "0").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void An_invalid_file_has_no_output_and_an_error_message()
    {
        using var zone = new TestZone(Feed);
        var output = zone.FileOutside("out.csv", "old");
        var run = Transform(zone, zone.FileOutside("a.csv", Input + "x,it\n"), "-o", output);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("type-error");
        File.ReadAllText(output).ShouldBe("old");
    }

    [Fact]
    public void The_good_rows_of_a_split_are_printed_and_the_bad_rows_reported()
    {
        using var zone = new TestZone(Feed + "bad-rows: split\n");
        var run = Transform(zone, zone.FileOutside("a.csv", Input + "x,it\n"));
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBe("id,country\n1,DE\n3,FR\n");
        run.Error.ShouldContain("type-error");
    }

    [Fact]
    public void The_command_reads_standard_input_and_writes_a_file()
    {
        using var zone = new TestZone(Feed);
        var output = zone.FileOutside("out.csv", "old and longer than the new output");
        CommandRun.With(Input, "transform", "-", "--feed", "orders", "--zone", zone.Root, "-o", output).ExitCode.ShouldBe(0);
        File.ReadAllText(output).ShouldBe("id,country\n1,DE\n3,FR\n");
    }

    [Theory]
    [InlineData("/none.csv", "orders", "no such file")]
    [InlineData("/etc/hostname", "ordres", "Did you mean orders?")]
    public void Unreadable_input_and_unknown_feeds_are_reported(string file, string feed, string why)
    {
        using var zone = new TestZone(Feed);
        var run = CommandRun.Of("transform", file, "--feed", feed, "--zone", zone.Root);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(why);
    }

    [Fact]
    public void Filtered_rows_are_counted_in_the_log_and_the_receipt()
    {
        using var zone = new TestZone(Feed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Input);
        Until.True(() => zone.Jobs("archive").Count == 1 && service.Output.Contains(" archived: ", StringComparison.Ordinal), () => service.Output);
        service.ShouldLog("3 rows in, 2 out, 1 filtered, 0 deduplicated, ");
        using var receipt = JsonDocument.Parse(File.ReadAllText(zone.Jobs("archive")[0] + "/receipt.json"));
        var rows = receipt.RootElement.GetProperty("rows");
        (rows.GetProperty("in").GetInt64(), rows.GetProperty("out").GetInt64(), rows.GetProperty("filtered").GetInt64()).ShouldBe((3, 2, 1));
    }

    private static CommandRun Transform(TestZone zone, string path, params string[] more) =>
        CommandRun.Of(["transform", path, "--feed", "orders", "--zone", zone.Root, .. more]);
}
