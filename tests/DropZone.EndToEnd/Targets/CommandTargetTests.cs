using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Targets;

/// <summary>Output passed to a program, by the built program.</summary>
public sealed class CommandTargetTests
{
    private const string Rows = "id,country\n1,de\n";
    private const string Output = "id,country\n1,DE\n";

    [Fact]
    public void A_program_receives_the_path_of_a_copy_that_it_may_change()
    {
        using var zone = new TestZone(Feed("""mv "$1" {0}/$2; echo more >> {0}/$2""", "{input}, \"{feed}-{file.name}\"") + "  - directory: { path: outgoing/orders }\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/orders-orders-1.csv").ShouldBe(Output + "more\n");
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe(Output);
        Directory.GetFileSystemEntries(zone.Jobs("archive")[0]).Select(Path.GetFileName).ShouldBe(["loaded", "orders-1.csv", "receipt.json"], ignoreOrder: true);
        service.ShouldLog("ended with exit code 0 after ");
    }

    [Fact]
    public void A_name_that_starts_with_a_hyphen_is_not_an_option()
    {
        using var zone = new TestZone(Feed("""echo "$1" > {0}/got""", "{file.name}"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("-rf.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/got").ShouldBe("./-rf.csv\n");
    }

    [Fact]
    public void Without_a_path_a_program_receives_the_output_on_standard_input_and_its_facts_in_the_environment()
    {
        using var zone = new TestZone(Feed("""cat > {0}/$DROPZONE_FEED-$DROPZONE_TARGET-$DROPZONE_FILE"""));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/orders-partner-orders-1.csv").ShouldBe(Output);
    }

    [Theory]
    [InlineData("exit 75", "exit code 75")]
    [InlineData("exit 7", "exit code 7")]
    [InlineData("sleep 87655", "did not end within its timeout")]
    public void A_temporary_failure_is_retried(string failure, string logged)
    {
        using var zone = new TestZone(Feed($$"""[ -e {0}/open ] || {{failure}}; cat > {0}/got""", more: "timeout: 1s, exit-codes: { 7: temporary }"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Rows);
        service.ShouldLog("target partner is down: ");
        service.Output.ShouldContain(logged);
        zone.Jobs("failed").ShouldBeEmpty();
        File.WriteAllText($"{zone.Root}/open", "");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/got").ShouldBe(Output);
        service.ShouldLog("target partner is reachable again ");
    }

    [Fact]
    public void A_permanent_failure_fails_the_job_with_its_error_output_and_a_retry_resumes_there()
    {
        using var zone = new TestZone(Feed("""[ -e {0}/open ] || { echo no such mailbox >&2; exit 1; }; cat >> {0}/got"""));
        using var service = DropZoneProcess.RunService(zone);
        var job = zone.Fail(service, Rows);
        var report = File.ReadAllText($"{zone.Jobs("failed")[0]}/report.txt");
        report.ShouldContain("no such mailbox");
        report.ShouldContain("load-failed");
        File.WriteAllText($"{zone.Root}/open", "");
        zone.Failed("retry", job).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/got").ShouldBe(Output);
    }

    [Fact]
    public void Killed_with_its_service_a_program_runs_again_and_leaves_nothing_in_the_job()
    {
        using var zone = new TestZone(Feed("""[ -e {0}/begun ] || { touch {0}/begun; sleep 87656; }; cp "$1" {0}/got""", "{input}"));
        using (var service = DropZoneProcess.RunService(zone))
        {
            zone.Drop("orders-1.csv", Rows);
            Until.True(() => File.Exists($"{zone.Root}/begun"), () => service.Output);
            service.Kill();
        }

        using var recovered = DropZoneProcess.RunService(zone);
        Until.True(() => zone.Jobs("archive").Count == 1, () => recovered.Output);
        File.ReadAllText($"{zone.Root}/got").ShouldBe(Output);
        Directory.GetFileSystemEntries(zone.Jobs("archive")[0]).Select(Path.GetFileName).ShouldBe(["loaded", "orders-1.csv", "receipt.json"], ignoreOrder: true);
    }

    /// <summary>Returns a feed whose target runs the script in sh, where {0} is the zone.</summary>
    private static string Feed(string script, string arguments = "", string more = "timeout: 60s")
    {
        // the folder of the zone is not known yet and is derived from that of the job
        var inZone = script.Replace("{0}", "${PWD%/working/*}", StringComparison.Ordinal);
        return $$"""
            {{TestZone.OrdersFeed}}
            load:
              - command:
                  name: partner
                  run: [sh, -c, {{Quoted(inZone)}}, sh{{(arguments.Length > 0 ? ", " + Words(arguments) : "")}}]
                  {{more.Replace(", exit", "\n      exit", StringComparison.Ordinal)}}

            """;
    }

    private static string Words(string arguments) => string.Join(", ", arguments.Split(", ").Select(word => Quoted(word.Trim('"'))));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
