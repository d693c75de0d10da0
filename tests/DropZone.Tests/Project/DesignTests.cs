using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using DropZone.Feeds.Notifiers;
using DropZone.Linux;
using DropZone.Notifications.Messages;
using DropZone.Processes;
using DropZone.Spool;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using DropZone.Spool.Recovery;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>The tables of docs/developer/design.md agree with the code: nothing is missing in either.</summary>
public sealed partial class DesignTests
{
    private static readonly string Design = Repository.Read("docs/developer/design.md");

    public static IEnumerable<TheoryDataRow<string, string, string>> StateRows() =>
        Rows("A job").Select(row => new TheoryDataRow<string, string, string>(row[0], row[1], row[4]));

    [Theory]
    [MemberData(nameof(StateRows))]
    public void Each_row_of_the_state_table_is_the_state_of_such_a_folder(string holds, string state, string atStart)
    {
        using var zone = new SpoolZone();
        var job = zone.JobWith([.. Quoted(holds).Select(name => (
            name.Replace("NAME", "orders-1.csv", StringComparison.Ordinal).Replace("CODE", "no-feed", StringComparison.Ordinal), ""))]);
        job.State(out _).ToString().ShouldBe(Quoted(state).ShouldHaveSingleItem());

        var steps = zone.Steps();
        var sorted = new ZoneRecovery(
            zone.Zone, zone.Configuration, steps, BootHistory.Read(zone.Zone, steps, TimeProvider.System), NullLogger.Instance).Sort();
        Directory.Exists(job.Folder).ShouldBe(sorted.Count == 1);
        atStart.ShouldStartWith(sorted.Count == 1 ? "**run**" : "**undone**");
    }

    [Fact]
    public void The_state_table_has_every_state_and_no_other() =>
        Rows("A job").Select(row => Quoted(row[1]).ShouldHaveSingleItem()).Distinct().ShouldBe(Enum.GetNames<JobState>());

    [Fact]
    public void The_sequence_has_every_durable_step_in_its_order_and_no_other() =>
        Step().Matches(Section("The durable sequence")).Select(step => $"{step.Groups[1].Value} {step.Groups[2].Value}")
            .ShouldBe(Enum.GetValues<DurableStep>().Select(step => string.Create(CultureInfo.InvariantCulture, $"{(int)step + 1} {step}")));

    [Fact]
    public void The_names_in_a_job_are_listed_and_no_other()
    {
        var listed = Rows("Names in a job").SelectMany(row => Quoted(row[0])).ToList();

        // what no delivery may be called, as IsOurs spells it, and the names that are written
        var source = Repository.Read("src/DropZone/Spool/Jobs/JobFolder.cs");
        var ours = IsOurs().Match(source).Value;
        var reserved = Literal().Matches(ours).Select(literal => literal.Groups[1].Value).Where(name => name != "report.");
        var constants = typeof(JobFolder).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => Shown((string)field.GetRawConstantValue()!));
        listed.ShouldBe([.. constants, .. JobFolder.ReportNames, .. reserved, "NAME"], ignoreOrder: true);
        foreach (var name in listed.Where(name => name != "NAME"))
            JobFolder.IsOurs(name.Replace("*", "any", StringComparison.Ordinal).TrimEnd('/')).ShouldBeTrue(name);

        static string Shown(string constant) => constant switch
        {
            JobFolder.CompanionFolder or JobFolder.RejectsFolder or JobFolder.LoadedFolder => $"{constant}/",
            JobFolder.RefusalPrefix => $"{constant}CODE",
            JobFolder.SenderPrefix => $"{constant}UID.GID.MODE",
            JobFolder.PartEnding => $"*{constant}",
            _ => constant,
        };
    }

    [Fact]
    public void The_folders_of_a_zone_are_listed_and_no_other()
    {
        var zone = new Zone("/z");
        Rows("The zone").Select(row => Quoted(row[0]).ShouldHaveSingleItem().Split('/')[0]).Distinct()
            .ShouldBe(zone.Folders.Concat([zone.Etc, zone.Logs]).Select(Path.GetFileName), ignoreOrder: true);
    }

    [Fact]
    public void The_records_of_a_zone_are_listed_and_no_other()
    {
        using var zone = new SpoolZone();
        using var open = OpenZone.TryOpen(zone.Zone, out _);
        BootHistory.Read(zone.Zone, zone.Steps(), TimeProvider.System).Beat();
        var job = JobName.New(DateTimeOffset.UnixEpoch, new Random(1), "orders.csv");
        using var ledger = zone.OpenLedger();
        new Attempts(zone.Zone, zone.Steps(), "boot").Begin(job);
        var notification = new Notification { Id = "1", Time = job.Time, Occasion = Occasion.Failed, Feed = "orders", Job = job.Text, Summary = "" };
        new NotificationQueue(zone.Zone, [], zone.Steps(), NullLogger.Instance).Put(new CommandNotifier("NOTIFIER", new ExternalProgram { Path = "" }), notification);
        zone.Steps().Sweep.TryBegin()!.Dispose();
        using var held = PrivateLock.TryTake(JobPlaces.Locks(zone.Zone), job.Stamp);
        zone.Steps().State.Record("expect/FEED.json", new ExpectationRecord(job.Time, job.Time, Overdue: false), SpoolJson.Default.ExpectationRecord);

        Rows("The zone").Select(row => Quoted(row[0]).ShouldHaveSingleItem())
            .Where(path => path.StartsWith("state/", StringComparison.Ordinal))
            .ShouldBe(
                Directory.GetFileSystemEntries(zone.Zone.State, "*", SearchOption.AllDirectories)
                    .Where(path => !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
                    .Select(path => Directory.Exists(path) ? path + "/" : path)
                    .Select(path => Path.GetRelativePath(zone.Zone.Root, path).Replace(job.Text, "JOB", StringComparison.Ordinal)
                        .Replace(job.Stamp, "STAMP", StringComparison.Ordinal).Replace("failed", "OUTCOME", StringComparison.Ordinal)),
                ignoreOrder: true);
    }

    [Fact]
    public void The_probes_have_the_documented_names() =>
        Design.ShouldContain($"`{typeof(RenameProbe).GetField("Name", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()}-`");

    [Fact]
    public void The_documented_fault_words_are_parsed()
    {
        var words = Rows("Fault injection").SelectMany(row => Quoted(row[0])).ToList();
        words.Count.ShouldBeGreaterThan(5);
        foreach (var plan in words)
            FaultPlan.Parse(plan).ShouldNotBeNull(plan);
    }

    /// <summary>The text from one heading to the next of its level or above.</summary>
    private static string Section(string heading)
    {
        var start = Regex.Match(Design, $"^(#+) {Regex.Escape(heading)}\n", RegexOptions.Multiline);
        start.Success.ShouldBeTrue($"docs/developer/design.md has no heading {heading}");
        var rest = Design[(start.Index + start.Length)..];
        var end = Regex.Match(rest, $"^#{{1,{start.Groups[1].Length}}} ", RegexOptions.Multiline);
        return end.Success ? rest[..end.Index] : rest;
    }

    /// <summary>The cells of the table below a heading, without its head.</summary>
    private static string[][] Rows(string heading)
    {
        string[][] rows = [.. Section(heading).Split('\n')
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Skip(2)];
        rows.ShouldNotBeEmpty(heading);
        return rows;
    }

    private static IReadOnlyList<string> Quoted(string cell) => [.. Code().Matches(cell).Select(code => code.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(\d+)\. `(\w+)`: ", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"bool IsOurs\(.*?;", RegexOptions.Singleline)]
    private static partial Regex IsOurs();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Literal();
}
