using System.Diagnostics;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary><c>dropzone check</c>: exit codes, formats, sources of rules, checks of archived files.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Schema = "fields:\n  - { name: id, type: integer }\n  - { name: country }\n";
    private readonly TestZone _zone = new();
    private readonly string _folder;
    private readonly string _good;
    private readonly string _bad;
    private readonly string _schema;

    public CheckTests()
    {
        _folder = $"{_zone.Root}/files";
        Directory.CreateDirectory(_folder);
        _good = Put("good.csv", "id,country\n1,de\n");
        _bad = Put("bad.csv", "id,country\n1,de\nx,at\n");
        _schema = Put("orders.yaml", Schema);
    }

    [Fact]
    public void Without_rules_any_well_formed_csv_is_valid()
    {
        var run = Check(_good, _bad);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldBe($"{_good}: valid, 1 row\n{_bad}: valid, 2 rows\n");
        Check(Put("ragged.csv", "a,b\n1\n")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Files_are_checked_by_a_schema_with_any_delimiter_and_the_worst_result_is_the_exit_code()
    {
        Check("--schema", _schema, Put("semicolon.csv", "id;country\n1;de\n")).ExitCode.ShouldBe(0);
        var run = Check("--schema", _schema, _good, _bad);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldStartWith($"{_good}: valid, 1 row\n{_bad}: invalid, 1 error in 1 of 2 rows\n");
        run.Output.ShouldContain("Row 3, line 3, column 1 (id):\n      \"x\"\n");
        Check("--schema", _schema, _bad, "/no/such.csv").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Keys_of_a_schema_that_are_probably_misspelled_are_warnings()
    {
        var schema = Put("typo.json", """{ "fields": [{ "name": "id", "constraint": { "required": true } }, { "name": "country" }] }""");
        var run = Check("--schema", schema, _good, _bad);
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBe($"warning: {schema}:1:30: fields[0].constraint: unknown key `constraint` is ignored. Did you mean `constraints`?\n");
    }

    [Fact]
    public void Json_is_one_object_per_line()
    {
        var run = Check("--schema", _schema, "--format", "json", _good, _bad);
        run.ExitCode.ShouldBe(1);
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("file").GetString()).ShouldBe([_good, _bad]);
        lines.Select(line => line.GetProperty("valid").GetBoolean()).ShouldBe([true, false]);
        lines[1].GetProperty("counts").GetProperty("type-error").GetInt32().ShouldBe(1);
        lines[1].GetProperty("rows").GetInt64().ShouldBe(2);
    }

    [Fact]
    public void Html_is_one_page_for_all_files()
    {
        var run = Check("--schema", _schema, "--format", "html", _good, _bad);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldStartWith("<!DOCTYPE html>");
        run.Output.TrimEnd().ShouldEndWith("</html>");
        run.Output.ShouldContain("<td class=\"bad\"><mark>x</mark></td>");
        run.Output.Split("<section>").Length.ShouldBe(3);
    }

    [Fact]
    public void Standard_input_is_read_and_shown_as_a_dash()
    {
        var run = CheckWith("id,country\nx,de\n", "--schema", _schema, "-");
        (run.ExitCode, run.Error).ShouldBe((1, ""));
        run.Output.ShouldStartWith("-: invalid, 1 error");
    }

    [Fact]
    public void Unreadable_files_are_reported_with_a_remedy_and_the_others_are_checked()
    {
        var run = Check("/no/such.csv", _folder, _good);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe($"/no/such.csv: no such file. Give the path of a CSV file, or - for standard input.\n{_folder}: is a folder. Give the files in it.\n");
        run.Output.ShouldBe($"{_good}: valid, 1 row\n");
    }

    [Theory]
    [InlineData("No file given")]
    [InlineData("cannot be combined", "--schema", "s.json", "--feed", "orders", "x.csv")]
    [InlineData("requires --feed", "--archive", "30d")]
    [InlineData("not 30 days", "--feed", "orders", "--archive", "30 days")]
    [InlineData("either --archive or files", "--feed", "orders", "--archive", "30d", "x.csv")]
    [InlineData("require --feed", "--zone", "/tmp", "x.csv")]
    [InlineData("json", "--format", "xml", "x.csv")]
    [InlineData("There is no file", "--schema", "/no/such.json", "x.csv")]
    public void Wrong_usage_exits_with_2(string message, params string[] arguments)
    {
        var run = Check(arguments);
        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(message);
    }

    [Fact]
    public void An_invalid_schema_is_reported_with_its_place()
    {
        var run = Check("--schema", Put("broken.yaml", "fields:\n  - { name: id, type: integr }\n"), _good);
        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("broken.yaml:2:");
        run.Error.ShouldContain("Did you mean");
    }

    [Fact]
    public void Files_are_checked_by_a_feed_and_an_unknown_feed_is_reported_with_the_nearest_name()
    {
        Check("--zone", _zone.Root, "--feed", "orders", _good).ExitCode.ShouldBe(0);
        Check("--zone", _zone.Root, "--feed", "orders", _bad).ExitCode.ShouldBe(1);
        Check("--zone", "/no/zone", "--config", _zone.Etc, "--feed", "orders", _bad).ExitCode.ShouldBe(1);
        var run = Check("--zone", _zone.Root, "--feed", "ordrs", _good);
        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("has no feed ordrs. Did you mean orders?");
        Directory.Exists($"{_zone.Root}/working").ShouldBeFalse("the zone was touched");
    }

    [Fact]
    public void Archived_files_are_checked_with_the_current_rules()
    {
        Archive("20200101T000000Z", "old.csv", "id,country\nx,de\n");
        Archive(TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", null), "new.csv", "id,country\n1,de\n");
        string[] rehearse = ["--zone", _zone.Root, "--feed", "orders", "--archive"];
        var run = Check([.. rehearse, "30d"]);
        (run.ExitCode, run.Output, run.Error).ShouldBe((0, "1 of 1 archived deliveries would pass.\n", ""));

        run = Check([.. rehearse, "90000d"]);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("old.csv: invalid");
        run.Output.ShouldNotContain("new.csv");
        run.Output.ShouldEndWith("1 of 2 archived deliveries would pass.\n");

        run = Check([.. rehearse, "90000d", "--format", "json"]);
        run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("valid").GetBoolean()).ShouldBe([false, true]);
    }

    [Fact]
    public void Ctrl_C_ends_a_check_with_130_and_leaves_no_files()
    {
        using var process = Start("--format", "json", "-");
        process.StandardInput.Write("id,country\n");
        process.StandardInput.Flush();
        // the signal handler is set before it reads
        Until.True(() => File.ReadAllText($"/proc/{process.Id}/status").Split('\n').Any(IsCatchingInterrupts), () => "no handler for SIGINT");
        Signals.Interrupt(process.Id);
        process.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        process.ExitCode.ShouldBe(130);
        process.StandardOutput.ReadToEnd().ShouldBe("");
    }

    public void Dispose() => _zone.Dispose();

    private static bool IsCatchingInterrupts(string line) =>
        line.StartsWith("SigCgt:", StringComparison.Ordinal) && (Convert.ToInt64(line[7..].Trim(), 16) & 2) != 0;

    private void Archive(string time, string name, string text)
    {
        var job = $"{_zone.Root}/archive/orders/{time[..4]}-{time[4..6]}-{time[6..8]}/{time}-k7f3q9xd-{name}";
        Directory.CreateDirectory(job);
        File.WriteAllText($"{job}/{name}", text);
        File.WriteAllText($"{job}/receipt.json", "{}");
    }

    private string Put(string name, string text)
    {
        File.WriteAllText($"{_folder}/{name}", text);
        return $"{_folder}/{name}";
    }

    private static CommandRun Check(params string[] arguments) => CheckWith("", arguments);

    private static CommandRun CheckWith(string input, params string[] arguments) => CommandRun.With(input, ["check", .. arguments]);

    private static Process Start(params string[] arguments) => CommandRun.Start(["check", .. arguments]);
}
