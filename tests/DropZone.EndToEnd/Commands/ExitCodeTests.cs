using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>The exit codes of every command, which scripts, units and monitoring depend on.</summary>
public sealed class ExitCodeTests(ExitCodeTests.Zones zones) : IClassFixture<ExitCodeTests.Zones>
{
    /// <summary>In a command, ZONE is an empty zone, BAD has a wrong key in its configuration, GOOD.csv is valid and RAGGED.csv is not.</summary>
    public static TheoryData<int, string> Commands { get; } = new()
    {
        // no command, or an unknown word
        { 0, "--help" },
        { 0, "--version" },
        { 2, "" },
        { 2, "nosuch" },
        { 2, "feed" },
        { 2, "config" },
        { 2, "failed" },
        { 2, "ledger" },
        { 2, "run --nosuch" },
        { 2, "demo --nosuch" },
        { 2, "status --format xml --zone ZONE" },
        { 2, "status --watch --zone ZONE" },

        // success and findings
        { 0, "init NEW" },
        { 0, "config check --zone ZONE" },
        { 0, "check GOOD.csv" },
        { 1, "check RAGGED.csv" },
        { 2, "check NONE.csv" },
        { 0, "transform GOOD.csv --feed default --zone ZONE" },
        { 1, "transform RAGGED.csv --feed default --zone ZONE" },
        { 2, "transform NONE.csv --feed default --zone ZONE" },
        { 2, "transform GOOD.csv --feed nosuch --zone ZONE" },
        { 0, "infer GOOD.csv" },
        { 1, "infer RAGGED.csv" },
        { 2, "infer NONE.csv" },
        { 2, "feed add orders --from GOOD.csv --zone ZONE" },
        { 0, "status --zone ZONE" },
        { 0, "failed list --zone ZONE" },
        { 2, "failed show nosuch --zone ZONE" },
        { 2, "failed retry nosuch --zone ZONE" },
        { 2, "failed retry --zone ZONE" },
        { 0, "failed retry --all --zone ZONE" },
        { 2, "failed discard nosuch --yes --zone ZONE" },
        { 0, "failed discard --all --yes --zone ZONE" },
        { 0, "history --zone ZONE" },
        { 2, "history --since yesterday --zone ZONE" },
        { 2, "trace nosuch --zone ZONE" },
        { 2, "erase nosuch --yes --zone ZONE" },
        { 0, "ledger rebuild --zone ZONE" },
        { 0, "sweep --zone ZONE" },
        { 0, "sweep --dry-run --zone ZONE" },
        { 0, "digest --zone ZONE" },
        { 2, "health --zone ZONE" },
        { 0, "explain" },
        { 0, "explain type-error" },
        { 2, "explain nosuch" },

        // an invalid configuration
        { 2, "run --zone BAD" },
        { 2, "config check --zone BAD" },
        { 2, "check GOOD.csv --feed default --zone BAD" },
        { 2, "transform GOOD.csv --feed default --zone BAD" },
        { 2, "feed add orders --from GOOD.csv --yes --zone BAD" },
        { 2, "status --zone BAD" },
        { 2, "ledger rebuild --zone BAD" },
        { 2, "sweep --zone BAD" },
        { 2, "digest --zone BAD" },
        { 3, "health --zone BAD" },

        // a folder that is not a zone
        { 4, "feed add orders --from GOOD.csv --yes --zone NONE" },
        { 4, "status --zone NONE" },
        { 4, "failed list --zone NONE" },
        { 4, "failed show nosuch --zone NONE" },
        { 4, "failed retry --all --zone NONE" },
        { 4, "failed discard --all --yes --zone NONE" },
        { 4, "history --zone NONE" },
        { 4, "trace nosuch --zone NONE" },
        { 4, "erase nosuch --yes --zone NONE" },
        { 4, "ledger rebuild --zone NONE" },
        { 4, "digest --zone NONE" },
        { 3, "health --zone NONE" },
        { 4, "init /proc/nosuch" },
        { 4, "run --zone /proc/nosuch" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_ends_with_its_exit_code(int expected, string command)
    {
        var run = CommandRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(zones.Path)]);
        run.ExitCode.ShouldBe(expected, $"{run.Output}{run.Error}");
    }

    [Fact]
    public void A_second_service_on_a_zone_exits_with_3()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        foreach (var command in new[] { "run", "ledger rebuild" })
            CommandRun.Of([.. command.Split(' '), "--zone", zone.Root]).ExitCode.ShouldBe(3, command);
    }

    /// <summary>The zones and files that the commands work on.</summary>
    public sealed class Zones : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;

        public Zones()
        {
            File.WriteAllText($"{_folder}/GOOD.csv", "id,country\n1,de\n");
            File.WriteAllText($"{_folder}/RAGGED.csv", "id,country\n1\n");
            foreach (var name in new[] { "ZONE", "BAD" })
                DropZoneProcess.Run("init", $"{_folder}/{name}").ExitCode.ShouldBe(0);
            File.WriteAllText($"{_folder}/BAD/etc/dropzone.yaml", "wrokers: 1\n");
        }

        public string Path(string word) => word is "ZONE" or "BAD" or "NONE" or "NEW" || word.EndsWith(".csv", StringComparison.Ordinal) ? $"{_folder}/{word}" : word;

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
