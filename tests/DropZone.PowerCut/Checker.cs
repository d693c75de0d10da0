using System.Globalization;
using System.Text.Json;
using DropZone.Linux;
using Microsoft.Data.Sqlite;

namespace DropZone.PowerCut;

/// <summary>What must hold of a zone after a power cut, before its recovery and after it.</summary>
internal sealed class Checker(string zone)
{
    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>
    /// Nothing acknowledged is missing or double, though btrfs may have left it a second name; what was delivered, archived or
    /// set aside is whole.
    /// </summary>
    public void BeforeRecovery(IReadOnlyCollection<string> acknowledged)
    {
        CheckAcknowledged(acknowledged, path => FileStatus.At(path)?.Inode);
        CheckWhole();
    }

    /// <summary>Every delivery ended once: archived with its output, or quarantined with its reason.</summary>
    public void AfterRecovery(IReadOnlyCollection<string> acknowledged)
    {
        CheckAcknowledged(acknowledged, path => path);
        CheckWhole();
        foreach (var left in Delivery.Feeds.SelectMany(LeftOver))
            Violate($"{left} is left over");
        foreach (var feed in new[] { Delivery.Orders, Delivery.Parts })
        {
            var outputs = Outputs(feed).Select(path => Path.GetFileName(path)).ToHashSet();
            foreach (var delivery in Archived(feed).Select(Original))
            {
                if (!outputs.Remove(delivery.Name))
                    Violate($"{delivery.Name} is archived and has no output");
            }

            foreach (var output in outputs)
                Violate($"{output} is an output that no archived job has");
        }

        var bundles = Failed(Delivery.Parts).Where(IsRejects).Select(job => Path.GetFileName(job)).ToHashSet();
        foreach (var job in Archived(Delivery.Parts).Where(job => Original(job).IsSplit && !bundles.Remove(Path.GetFileName(job))))
            Violate($"{job} is split, and its bad rows are nowhere");
        foreach (var bundle in bundles)
            Violate($"{bundle} has rejects, and was not delivered");
        CheckTable();
    }

    /// <summary>What waits or is being worked on; files that their sender has not named yet aside.</summary>
    private IEnumerable<string> LeftOver(string feed) => Directory.GetFiles($"{zone}/incoming/{feed}", $"{feed}-*").Concat(Folders($"{zone}/working/{feed}"));

    private void CheckAcknowledged(IReadOnlyCollection<string> acknowledged, Func<string, object?> identity)
    {
        var places = Delivery.Feeds.SelectMany(Places).ToLookup(path => Path.GetFileName(path));
        foreach (var name in acknowledged)
        {
            var found = places[name].DistinctBy(identity).ToList();
            if (found.Count != 1)
                Violate($"{name} is acknowledged and found {found.Count} times: {string.Join(' ', found)}");
        }
    }

    private void CheckWhole()
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
                Violate($"{path} is no output");
            else if (!IsWhole(path, delivery.Output))
                Violate($"{path} is not whole: {new FileInfo(path).Length} of {delivery.Output.Length} bytes");
        }
    }

    private void CheckArchived(string job)
    {
        var delivery = Original(job);
        if (delivery.IsRefused)
            Violate($"{job} is bad and archived");
        if (!IsWhole($"{job}/{delivery.Name}", delivery.Content))
            Violate($"{job} holds a torn original: {new FileInfo($"{job}/{delivery.Name}").Length} of {delivery.Content.Length} bytes");
        CheckJson($"{job}/receipt.json");
    }

    private void CheckFailed(string job)
    {
        var report = CheckJson($"{job}/report.json");
        foreach (var page in new[] { "report.txt", "report.html" }.Where(page => !File.Exists($"{job}/{page}") || new FileInfo($"{job}/{page}").Length == 0))
            Violate($"{job} has no {page}");
        if (IsRejects(job))
        {
            // the job's name ends with that of the delivery
            if (Delivery.Parse(Path.GetFileName(job)[(Path.GetFileName(job).IndexOf('-', 17) + 1)..]) is not { IsSplit: true } split)
                Violate($"{job} holds rejects of what has none");
            else if (!IsWhole($"{job}/rejects.csv", split.Rejects))
                Violate($"{job} holds torn rejects");
            return;
        }

        var delivery = Original(job);
        var isUnconfirmed = report?.Contains("upload-unconfirmed", StringComparison.Ordinal) == true;
        if (!isUnconfirmed && (!delivery.IsRefused || !IsWhole($"{job}/{delivery.Name}", delivery.Content)))
            Violate($"{job} failed though it is good, or holds a torn original, {new FileInfo($"{job}/{delivery.Name}").Length} of {delivery.Content.Length} bytes, and does not say upload-unconfirmed: {report}");
    }

    /// <summary>Each row of each archived delivery once, and no other.</summary>
    private void CheckTable()
    {
        var archived = Archived(Delivery.Events).Select(Original).ToDictionary(delivery => delivery.Number.ToString(CultureInfo.InvariantCulture), delivery => (long)delivery.Rows);
        var path = $"{zone}/outgoing/events.db";
        if (!File.Exists(path))
        {
            if (archived.Count > 0)
                Violate($"{path} is missing");
            return;
        }

        using var database = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        database.Open();
        // the last five digits of an id are the row's number
        using var command = database.CreateCommand();
        command.CommandText = "SELECT CAST(id / 100000 AS TEXT), count(*), count(DISTINCT id) FROM events GROUP BY 1";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var number = reader.GetString(0);
            if (!archived.Remove(number, out var rows))
                Violate($"rows of event {number} were loaded, and it is not archived");
            else if (reader.GetInt64(1) != rows || reader.GetInt64(2) != rows)
                Violate($"event {number} has {reader.GetInt64(1)} rows, {reader.GetInt64(2)} different ones, of {rows}");
        }

        foreach (var number in archived.Keys)
            Violate($"event {number} is archived, and no row of it was loaded");
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
            Violate($"{path} is missing or torn: {torn.Message}");
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

    private static bool IsWhole(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static string[] Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static Delivery Original(string job) => Directory.GetFiles(job).Select(Delivery.Parse).OfType<Delivery>().Single();

    private void Violate(string what)
    {
        _violations.Add(what);
        Console.WriteLine($"VIOLATION {what}");
    }
}
