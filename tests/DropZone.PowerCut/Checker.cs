using System.Globalization;
using System.Text.Json;
using DropZone.Linux;
using Microsoft.Data.Sqlite;

namespace DropZone.PowerCut;

/// <summary>Checks the invariants of a zone after a power cut, before and after its recovery. Prints each violation.</summary>
internal sealed class Checker(string zone)
{
    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>
    /// Checks that each acknowledged delivery exists exactly once (btrfs may leave a second name of the same file), and that
    /// outputs, archived originals and quarantined files are complete.
    /// </summary>
    public void BeforeRecovery(IReadOnlyCollection<string> acknowledged)
    {
        CheckAcknowledged(acknowledged, path => FileStatus.At(path)?.Inode);
        CheckContents();
    }

    /// <summary>Checks that every delivery has exactly one result: archived with its output, or quarantined with its reason.</summary>
    public void AfterRecovery(IReadOnlyCollection<string> acknowledged)
    {
        CheckAcknowledged(acknowledged, path => path);
        CheckContents();
        foreach (var path in Delivery.Feeds.SelectMany(Unprocessed))
            AddViolation($"{path} was not processed");
        foreach (var feed in new[] { Delivery.Orders, Delivery.Parts })
        {
            var outputs = Outputs(feed).Select(path => Path.GetFileName(path)).ToHashSet();
            foreach (var delivery in Archived(feed).Select(Original))
            {
                if (!outputs.Remove(delivery.Name))
                    AddViolation($"{delivery.Name} is archived but has no output");
            }

            foreach (var output in outputs)
                AddViolation($"{output} is an output without an archived job");
        }

        var quarantined = Failed(Delivery.Parts).Where(IsRejects).Select(job => Path.GetFileName(job)).ToHashSet();
        foreach (var job in Archived(Delivery.Parts).Where(job => Original(job).IsSplit && !quarantined.Remove(Path.GetFileName(job))))
            AddViolation($"{job} is split, but its bad rows are missing");
        foreach (var job in quarantined)
            AddViolation($"{job} has rejects, but its good rows were not delivered");
        CheckTable();
    }

    /// <summary>Returns queued files and active jobs, without files that still have their temporary name.</summary>
    private IEnumerable<string> Unprocessed(string feed) => Directory.GetFiles($"{zone}/incoming/{feed}", $"{feed}-*").Concat(Folders($"{zone}/working/{feed}"));

    private void CheckAcknowledged(IReadOnlyCollection<string> acknowledged, Func<string, object?> identity)
    {
        var places = Delivery.Feeds.SelectMany(Places).ToLookup(path => Path.GetFileName(path));
        foreach (var name in acknowledged)
        {
            var found = places[name].DistinctBy(identity).ToList();
            if (found.Count != 1)
                AddViolation($"{name} is acknowledged but was found {found.Count} times: {string.Join(' ', found)}");
        }
    }

    private void CheckContents()
    {
        foreach (var feed in Delivery.Feeds)
        {
            CheckOutputs(feed);
            foreach (var job in Archived(feed))
                CheckArchived(job);
            foreach (var job in Failed(feed))
                CheckFailed(job);
        }
    }

    private void CheckOutputs(string feed)
    {
        foreach (var path in Outputs(feed))
        {
            if (Delivery.Parse(path) is not { } delivery)
                AddViolation($"{path} is not an output of any delivery");
            else if (!HasContent(path, delivery.Output))
                AddViolation($"{path} is incomplete or corrupt: {new FileInfo(path).Length} of {delivery.Output.Length} bytes");
        }
    }

    private void CheckArchived(string job)
    {
        var delivery = Original(job);
        if (delivery.IsRejected)
            AddViolation($"{job} has bad rows but is archived");
        if (!HasContent($"{job}/{delivery.Name}", delivery.Content))
            AddViolation($"{job} contains an incomplete or corrupt original: {new FileInfo($"{job}/{delivery.Name}").Length} of {delivery.Content.Length} bytes");
        CheckJson($"{job}/receipt.json");
    }

    private void CheckFailed(string job)
    {
        var report = CheckJson($"{job}/report.json");
        foreach (var page in new[] { "report.txt", "report.html" }.Where(page => !File.Exists($"{job}/{page}") || new FileInfo($"{job}/{page}").Length == 0))
            AddViolation($"{job} has no {page}");
        if (IsRejects(job))
        {
            // the job name ends with the name of the delivery
            if (Delivery.Parse(Path.GetFileName(job)[(Path.GetFileName(job).IndexOf('-', 17) + 1)..]) is not { IsSplit: true } split)
                AddViolation($"{job} contains rejects, but its delivery has no bad rows");
            else if (!HasContent($"{job}/rejects.csv", split.Rejects))
                AddViolation($"{job} contains incomplete or corrupt rejects");
            return;
        }

        var delivery = Original(job);
        var isUnconfirmed = report?.Contains("upload-unconfirmed", StringComparison.Ordinal) == true;
        if (!isUnconfirmed && (!delivery.IsRejected || !HasContent($"{job}/{delivery.Name}", delivery.Content)))
            AddViolation($"{job} failed without upload-unconfirmed, but its delivery is good or its original incomplete or corrupt: {new FileInfo($"{job}/{delivery.Name}").Length} of {delivery.Content.Length} bytes, report {report}");
    }

    /// <summary>Checks that the table contains each row of each archived delivery once, and no other row.</summary>
    private void CheckTable()
    {
        var archived = Archived(Delivery.Events).Select(Original).ToDictionary(delivery => delivery.Number.ToString(CultureInfo.InvariantCulture), delivery => (long)delivery.Rows);
        var path = $"{zone}/outgoing/events.db";
        if (!File.Exists(path))
        {
            if (archived.Count > 0)
                AddViolation($"{path} is missing");
            return;
        }

        using var database = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        database.Open();
        // the last five digits of an id are the row number
        using var command = database.CreateCommand();
        command.CommandText = "SELECT CAST(id / 100000 AS TEXT), count(*), count(DISTINCT id) FROM events GROUP BY 1";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var number = reader.GetString(0);
            if (!archived.Remove(number, out var rows))
                AddViolation($"rows of event {number} were loaded, but it is not archived");
            else if (reader.GetInt64(1) != rows || reader.GetInt64(2) != rows)
                AddViolation($"event {number} has {reader.GetInt64(1)} rows, {reader.GetInt64(2)} of them distinct; expected {rows}");
        }

        foreach (var number in archived.Keys)
            AddViolation($"event {number} is archived, but none of its rows were loaded");
    }

    private string? CheckJson(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            JsonDocument.Parse(text).Dispose();
            return text;
        }
        catch (Exception torn) when (torn is JsonException or IOException)
        {
            AddViolation($"{path} is missing or corrupt: {torn.Message}");
            return null;
        }
    }

    private IEnumerable<string> Archived(string feed) => Folders($"{zone}/archive/{feed}").SelectMany(Folders);

    private string[] Failed(string feed) => Folders($"{zone}/failed/{feed}");

    private string[] Outputs(string feed) => Directory.Exists($"{zone}/outgoing/{feed}") ? Directory.GetFiles($"{zone}/outgoing/{feed}") : [];

    private IEnumerable<string> Places(string feed) =>
    [
        .. Directory.GetFiles($"{zone}/incoming/{feed}"),
        .. Folders($"{zone}/working/{feed}").Concat(Archived(feed)).Concat(Failed(feed)).SelectMany(Directory.GetFiles),
    ];

    private static bool IsRejects(string job) => File.Exists($"{job}/rejects.csv");

    private static bool HasContent(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static string[] Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static Delivery Original(string job) => Directory.GetFiles(job).Select(Delivery.Parse).OfType<Delivery>().Single();

    private void AddViolation(string violation)
    {
        _violations.Add(violation);
        Console.WriteLine($"VIOLATION {violation}");
    }
}
