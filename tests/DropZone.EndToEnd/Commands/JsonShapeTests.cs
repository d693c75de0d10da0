using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

/// <summary>
/// The shape of the JSON that commands print and jobs leave on the disk: properties with their types. Programs depend on it: properties may be added,
/// but not renamed or removed.
/// </summary>
public sealed class JsonShapeTests
{
    private const string DownFeed = """
        feed: shop
        settle: 0s
        load:
          - sqlite: { file: /nowhere/shop.db, table: sales }
        """;

    [Fact]
    public void Every_command_with_json_output_and_every_file_of_a_job_has_its_properties()
    {
        using var zone = new TestZone(TestZone.SplitFeed, DownFeed);
        using var service = DropZoneProcess.RunService(zone);
        string[] contents = ["id,country\n1,de\n", TestZone.MixedRows, "id,country\nx,de\n", "id,country\n1,de\n"];
        for (var i = 0; i < contents.Length; i++)
        {
            zone.Drop($"orders-{i % 3}.csv", contents[i]);
            Until.True(() => zone.Jobs("archive").Concat(zone.Jobs("failed")).Select(Path.GetFileName).Distinct().Count() == i + 1 && zone.Jobs("working").Count == 0, () => service.Output);
        }

        zone.Drop("one.csv", "a\n1\n", feed: "shop");
        Until.True(() => Printed("status").Contains("targets[].nextTry: string", StringComparison.Ordinal), () => service.Output); // null during a try
        var failed = zone.Jobs("failed").Single(path => path.EndsWith("orders-2.csv", StringComparison.Ordinal));
        var split = zone.Jobs("archive").Single(path => path.EndsWith("orders-1.csv", StringComparison.Ordinal));
        var skipped = zone.Jobs("archive").Single(path => File.ReadAllText($"{path}/receipt.json").Contains("\"duplicate\"", StringComparison.Ordinal));
        var bad = zone.FileOutside("bad.csv", contents[2]);

        var shapes = string.Join("\n\n", [
            Printed("check", bad, "--feed", "orders"),
            Printed("status"),
            Printed("failed", "list"),
            Printed("failed", "show", Path.GetFileName(failed)),
            Printed("history"),
            Printed("trace", Path.GetFileName(failed)),
            Stored($"{failed}/report.json"),
            Stored($"{split}/receipt.json"),
            Stored($"{skipped}/receipt.json"),
            Stored($"{zone.Root}/state/zone.json"),
            Discarded(),
        ]);
        shapes.ShouldBe(Expected);

        string Printed(params string[] command)
        {
            var run = CommandRun.Of([.. command, "--format", "json", "--zone", zone.Root]);
            var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return $"{string.Join(' ', command.TakeWhile(word => !word.Contains('-', StringComparison.Ordinal) && !word.Contains('/', StringComparison.Ordinal)))}\n{Shape(lines)}";
        }

        string Stored(string path) => $"{Path.GetFileName(path)}\n{Shape([File.ReadAllText(path)])}";

        string Discarded()
        {
            var job = Path.GetFileName(failed);
            zone.Failed("discard", job, "--yes", "--reason", "a test").ExitCode.ShouldBe(0);
            return $"audit.jsonl\n{Shape(File.ReadAllLines(zone.Jobs("archive").Single(path => path.EndsWith(job, StringComparison.Ordinal)) + "/audit.jsonl"))}";
        }
    }

    /// <summary>Returns the properties of all documents, in their order, with all types that occur.</summary>
    private static string Shape(IEnumerable<string> documents)
    {
        var types = new List<(string Path, SortedSet<string> Types)>();
        foreach (var document in documents)
        {
            using var json = JsonDocument.Parse(document);
            Add(json.RootElement, "", types);
        }

        return string.Join('\n', types.Where(entry => entry.Path.Length > 0).Select(entry => $"  {entry.Path}: {string.Join('|', entry.Types)}"));
    }

    private static void Add(JsonElement element, string path, List<(string Path, SortedSet<string> Types)> types)
    {
        var known = types.Find(entry => entry.Path == path);
        if (known.Path is null)
        {
            known = (path, new SortedSet<string>(StringComparer.Ordinal));
            types.Add(known);
        }

        known.Types.Add(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : element.ValueKind.ToString().ToLowerInvariant());
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                Add(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", types);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Add(item, $"{path}[]", types);
    }

    private const string Expected = """
        check
          file: string
          valid: boolean
          errors: array
          errors[]: object
          errors[].row: number
          errors[].line: number
          errors[].byte: number
          errors[].column: number
          errors[].field: string
          errors[].code: string
          errors[].value: string
          errors[].message: string
          counts: object
          counts.type-error: number
          rows: number

        status
          time: string
          zone: string
          service: object
          service.process: number
          service.version: string
          service.since: string
          service.complaint: null
          service.reloadsOnHangUp: boolean
          isPartial: boolean
          free: number
          minFree: number
          unsorted: object
          unsorted.count: number
          unsorted.oldest: null
          feeds: array
          feeds[]: object
          feeds[].name: string
          feeds[].waiting: object
          feeds[].waiting.count: number
          feeds[].waiting.oldest: null
          feeds[].working: number
          feeds[].jobs: array
          feeds[].doneToday: number
          feeds[].failedToday: number
          feeds[].failed: number
          feeds[].lastError: null|object
          feeds[].outage: null
          feeds[].lastError.job: string
          feeds[].lastError.file: string
          feeds[].lastError.claimed: string
          feeds[].lastError.code: string
          feeds[].lastError.count: number
          feeds[].jobs[]: object
          feeds[].jobs[].job: string
          feeds[].jobs[].file: string
          feeds[].jobs[].since: string
          feeds[].jobs[].waitsFor: string
          feeds[].jobs[].read: null
          feeds[].jobs[].size: null
          feeds[].jobs[].seconds: null
          targets: array
          targets[]: object
          targets[].feed: string
          targets[].target: string
          targets[].downSince: string
          targets[].reason: string
          targets[].nextTry: string
          targets[].jobs: number

        failed list
          job: string
          feed: string
          outcome: string
          finished: string
          file: string
          size: number
          counts: object
          counts.type-error: number
          bundle: string

        failed show
          job: string
          feed: string
          outcome: string
          finished: string
          file: string
          size: number
          counts: object
          counts.type-error: number
          bundle: string
          content: string
          next: array
          next[]: string
          report: object
          report.format: number
          report.job: string
          report.feed: string
          report.file: object
          report.file.name: string
          report.file.size: number
          report.file.sha256: string
          report.file.owner: object
          report.file.owner.uid: number
          report.file.owner.name: string
          report.file.mtime: string
          report.received: string
          report.finished: string
          report.outcome: string
          report.stage: string
          report.summary: string
          report.counts: object
          report.counts.type-error: number
          report.rows: object
          report.rows.in: number
          report.rows.out: number
          report.rows.filtered: number
          report.rows.deduplicated: number
          report.rows.rejected: number
          report.errors: array
          report.errors[]: object
          report.errors[].row: number
          report.errors[].line: number
          report.errors[].byte: number
          report.errors[].column: number
          report.errors[].field: string
          report.errors[].code: string
          report.errors[].value: string
          report.errors[].message: string
          report.advice: array
          report.advice[]: string
          report.version: string

        history
          job: string
          feed: string
          file: string
          claimed: string
          ended: string
          outcome: string
          rowsIn: number
          rowsOut: number
          places: null|string
          code: null|string
          folder: string

        trace
          job: string
          feed: string
          file: string
          time: string
          event: string
          text: string

        report.json
          format: number
          job: string
          feed: string
          file: object
          file.name: string
          file.size: number
          file.sha256: string
          file.owner: object
          file.owner.uid: number
          file.owner.name: string
          file.mtime: string
          received: string
          finished: string
          outcome: string
          stage: string
          summary: string
          counts: object
          counts.type-error: number
          rows: object
          rows.in: number
          rows.out: number
          rows.filtered: number
          rows.deduplicated: number
          rows.rejected: number
          errors: array
          errors[]: object
          errors[].row: number
          errors[].line: number
          errors[].byte: number
          errors[].column: number
          errors[].field: string
          errors[].code: string
          errors[].value: string
          errors[].message: string
          advice: array
          advice[]: string
          version: string

        receipt.json
          format: number
          job: string
          feed: string
          file: object
          file.name: string
          file.size: number
          file.sha256: string
          file.owner: string
          file.mtime: string
          file.sender: object
          file.sender.uid: number
          file.sender.gid: number
          file.sender.mode: string
          claimed: string
          sealed: string
          configuration: string
          rows: object
          rows.in: number
          rows.out: number
          rows.filtered: number
          rows.deduplicated: number
          rows.rejected: number
          split: string
          targets: array
          targets[]: object
          targets[].kind: string
          targets[].path: string
          targets[].name: string
          outputInode: number
          outputDigest: string
          version: string

        receipt.json
          format: number
          job: string
          feed: string
          file: object
          file.name: string
          file.size: number
          file.sha256: string
          file.owner: string
          file.mtime: string
          file.sender: object
          file.sender.uid: number
          file.sender.gid: number
          file.sender.mode: string
          claimed: string
          sealed: string
          configuration: string
          rows: object
          rows.in: number
          rows.out: number
          rows.filtered: number
          rows.deduplicated: number
          rows.rejected: number
          duplicate: object
          duplicate.job: string
          duplicate.file: string
          duplicate.sealed: string
          targets: array
          version: string

        zone.json
          format: number
          identity: string
          created: string

        audit.jsonl
          time: string
          action: string
          by: string
          reason: string
          codes: array
          codes[]: string
          file: object
          file.name: string
          file.size: number
          file.sha256: string
        """;
}
