using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace DropZone.PowerCut;

/// <summary>
/// Checks a zone in which operators were at work when the power was cut: whatever they did, each delivery and the rejects of each
/// split are in one place or were removed on purpose, no row is delivered or loaded twice, and what was acknowledged to them holds.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="isRecovered">Whether the service has run since the cut. Before, btrfs may show one file under two names.</param>
internal sealed class WideChecker(string zone, bool isRecovered)
{
    private readonly List<string> _violations = [];
    private readonly WideZone _zone = new(zone);

    public IReadOnlyList<string> Violations => _violations;

    /// <param name="acknowledged">The names of synced deliveries.</param>
    /// <param name="actions">The completed actions of operators: <c>discard JOB</c>.</param>
    public void Run(IReadOnlyCollection<string> acknowledged, IReadOnlyCollection<string> actions)
    {
        CheckPlaces(acknowledged);
        CheckRejects();
        CheckOriginals();
        CheckOutputs();
        CheckOrder();
        foreach (var action in actions.Select(line => line.Split(' ')).Where(parts => parts.Length == 2))
            CheckAction(action[0], action[1]);
        if (!isRecovered)
            return;
        CheckEnds();
        CheckTable("events", [Delivery.Events]);
        CheckTable("strict", [Delivery.Strict]);
    }

    /// <summary>A delivery exists once, or its job remains without it: it was removed on purpose.</summary>
    private void CheckPlaces(IReadOnlyCollection<string> acknowledged)
    {
        var files = _zone.Originals.ToLookup(path => KeyOf(Delivery.Parse(path)!), StringComparer.Ordinal);
        var splits = _zone.Jobs.Where(job => job.Place == "archive" && job.IsSplit).Select(job => job.Name).ToHashSet(StringComparer.Ordinal);
        var emptied = _zone.Jobs.Where(job => job.Place != "working" && job.Original is null && !job.IsQuarantineOfSplit && !IsBeingRemoved(job)).ToLookup(job => KeyOf(job.Delivery), StringComparer.Ordinal);
        var expected = acknowledged.Select(name => KeyOf(Delivery.Parse(name)!)).ToHashSet(StringComparer.Ordinal);
        foreach (var key in expected.Union(files.Select(group => group.Key)))
        {
            var places = files[key].DistinctBy(path => WideZone.Identity(path, isRecovered)).Concat(emptied[key].Select(job => job.Folder)).ToList();
            if (places.Count > 1 || (places.Count == 0 && expected.Contains(key)))
                AddViolation($"{key} was found {places.Count} times: {string.Join(' ', places)}");
        }

        foreach (var job in emptied.SelectMany(jobs => jobs).Where(job => !job.WasRemoved && !job.IsAged))
            AddViolation($"{job.Folder} has lost its file");

        // the reports of rejects that were dropped again are removed one by one; the recovery removes those that the cut has left
        bool IsBeingRemoved(WideZone.WideJob job) => !isRecovered && job.Place == "failed" && splits.Contains(job.Name);
    }

    /// <summary>The rejects of a split are in its quarantine or in a delivery of their own, once, or were removed on purpose.</summary>
    private void CheckRejects()
    {
        var deliveries = _zone.Originals.Where(path => Delivery.Parse(path)!.IsResubmitted).ToLookup(path => Delivery.Parse(path)!.Number);
        var quarantined = _zone.Rejects.ToLookup(found => found.Split.Number, found => found.Path);
        var emptied = _zone.Jobs.Where(job => job.Place != "working" && job.Original is null && job.Delivery.IsResubmitted).ToLookup(job => job.Delivery.Number);
        var splits = _zone.Jobs.Where(job => job.Place == "archive" && job.IsSplit && !job.Delivery.IsResubmitted).ToDictionary(job => job.Delivery.Number);
        foreach (var number in deliveries.Select(group => group.Key).Concat(quarantined.Select(group => group.Key)).Concat(splits.Keys).Distinct())
        {
            var places = quarantined[number].Concat(deliveries[number]).DistinctBy(path => WideZone.Identity(path, isRecovered)).Concat(emptied[number].Select(job => job.Folder)).ToList();
            if (places.Count > 1)
                AddViolation($"the rejects of {number} were found {places.Count} times: {string.Join(' ', places)}");
            if (places.Count == 0 && splits.TryGetValue(number, out var split) && !split.WasRemoved)
                AddViolation($"{split.Folder} is split, but its bad rows are missing");
        }

        foreach (var (split, path) in _zone.Rejects.Where(found => !IsUnsealed(found.Path)))
        {
            if (!Has(path, [split.Rejects, split.CorrectedRejects]))
                AddViolation($"{path} is incomplete or corrupt");
        }

        static bool IsUnsealed(string path) => path.Contains("/working/", StringComparison.Ordinal);
    }

    private void CheckOriginals()
    {
        foreach (var job in _zone.Jobs.Where(job => job.Original is not null))
        {
            var delivery = Delivery.Parse(job.Original!)!;
            if (job.Place == "archive" && !Has(job.Original!, delivery.Originals.Concat(job.WasRemoved ? delivery.Unfinished : [])))
                AddViolation($"{job.Folder} contains an incomplete or corrupt original, or one that must be refused");
            if (job.Place == "failed" && !job.Report.Contains("upload-unconfirmed", StringComparison.Ordinal) && !Has(job.Original!, delivery.Unfinished))
                AddViolation($"{job.Folder} contains an incomplete or corrupt original");
            if (job.Place == "failed" && !IsExpectedFailure(job, delivery))
                AddViolation($"{job.Folder} has no bad rows but failed: {job.Report}");
        }
    }

    private static bool IsExpectedFailure(WideZone.WideJob job, Delivery delivery) =>
        job.WasRemoved || job.Report.Contains("upload-unconfirmed", StringComparison.Ordinal)
        || (job.Report.Contains("type-error", StringComparison.Ordinal) && (delivery.IsRejected || delivery.IsResubmitted));

    private void CheckOutputs()
    {
        var jobs = _zone.Jobs.ToLookup(job => KeyOf(job.Delivery), StringComparer.Ordinal);
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var feed in new[] { Delivery.Orders, Delivery.Parts, Delivery.Keys })
        {
            var outputs = _zone.Outputs(feed).ToLookup(path => Delivery.Parse(path) is { } delivery ? KeyOf(delivery) : path, StringComparer.Ordinal);
            foreach (var group in outputs)
            {
                if (Delivery.Parse(group.First()) is not { } delivery || !group.All(path => Has(path, delivery.Outputs)))
                    AddViolation($"{group.First()} is incomplete or corrupt");
                else if (group.DistinctBy(path => WideZone.Identity(path, isRecovered)).Count() > 1)
                    AddViolation($"{group.Key} was delivered twice: {string.Join(' ', group)}");
                else if (isRecovered && !jobs[group.Key].Any(job => job.Place == "archive" && job.IsSealed))
                    AddViolation($"{group.First()} is an output without an archived job");
                else if (feed == Delivery.Keys && File.ReadAllText(group.First()).Contains($"\n{delivery.SharedId},", StringComparison.Ordinal) && !shared.TryAdd(delivery.SharedId, group.Key))
                    AddViolation($"the row {delivery.SharedId} was delivered with {group.Key} and {shared[delivery.SharedId]}");
            }

            foreach (var job in _zone.Jobs.Where(job => isRecovered && job.Place == "archive" && job.IsSealed && !job.WasErased && job.Delivery.Feed == feed && !outputs.Contains(KeyOf(job.Delivery))))
                AddViolation($"{job.Folder} is archived but has no output");
        }
    }

    /// <summary>A feed in strict order sealed its jobs in their order. After the cut some may be quarantined as unconfirmed.</summary>
    private void CheckOrder()
    {
        if (isRecovered)
            return;
        var done = _zone.Jobs.Where(job => job.Place == "archive" && job.Delivery.Feed == Delivery.Strict && job.IsSealed).Select(job => (job.Delivery.Number, Sealed: job.Sealed())).Where(job => job.Sealed is not null).OrderBy(job => job.Sealed).ToList();
        foreach (var (earlier, later) in done.Zip(done.Skip(1)).Where(pair => pair.First.Number > pair.Second.Number))
            AddViolation($"strict {later.Number} was processed after {earlier.Number}");
    }

    /// <summary>What a command acknowledged with exit code 0 is durable.</summary>
    private void CheckAction(string deed, string job)
    {
        var folders = _zone.Jobs.Where(found => found.Name == job).ToList();
        var delivery = Delivery.Parse(job[(Math.Min(job.Length, 17) is var start && start < 17 ? 0 : job.IndexOf('-', start) + 1)..]);
        var isBroken = deed switch
        {
            "discard" => folders.Any(found => found.Place != "archive" || (found.Original is not null && !found.IsSealed)),
            "erase" => folders.Any(found => found.Original is not null || found.Place == "failed" || File.Exists($"{found.Folder}/rejects.csv")) || _zone.Outputs(delivery!.Feed).Any(path => Delivery.Parse(path) is { } output && KeyOf(output) == KeyOf(delivery)),
            "resubmit" => folders.Any(found => found.Place == "failed" && File.Exists($"{found.Folder}/rejects.csv")),
            "correct" => folders.Any(found => found.Original is { } original && !Has(original, [delivery!.Corrected, delivery.CorrectedRejects])),
            _ => false,
        };
        if (isBroken)
            AddViolation($"{deed} of {job} was acknowledged, but {string.Join(' ', folders.Select(found => found.Folder))} has the file");
    }

    /// <summary>No work is left. A feed in strict order waits for its failed jobs.</summary>
    private void CheckEnds()
    {
        var isBlocked = _zone.Jobs.Any(job => job.Place == "failed" && job.Delivery.Feed == Delivery.Strict);
        foreach (var path in _zone.Originals.Where(path => path.Contains("/incoming/", StringComparison.Ordinal) || path.Contains("/working/", StringComparison.Ordinal)))
        {
            if (!isBlocked || !path.Contains("/strict/", StringComparison.Ordinal))
                AddViolation($"{path} was not processed");
        }
    }

    /// <summary>A table has each row of each archived job once, and no other row. Erased jobs keep their receipts, and their rows.</summary>
    private void CheckTable(string table, IReadOnlyCollection<string> feeds)
    {
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var job in _zone.Jobs.Where(job => job.Place == "archive" && job.IsSealed && feeds.Contains(job.Delivery.Feed)))
            expected.UnionWith(Encoding.UTF8.GetString(job.Delivery.Outputs.First()).Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]));
        var path = $"{zone}/outgoing/{table}.db";
        if (!File.Exists(path))
        {
            if (expected.Count > 0)
                AddViolation($"{path} is missing");
            return;
        }

        using var database = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT CAST(id AS TEXT), count(*) FROM {(table == "events" ? "events" : "strict")} GROUP BY 1";
        using var reader = command.ExecuteReader();
        var surplus = 0;
        while (reader.Read())
        {
            if (reader.GetInt64(1) > 1)
                AddViolation($"row {reader.GetString(0)} of {table} was loaded {reader.GetInt64(1).ToString(CultureInfo.InvariantCulture)} times");
            if (!expected.Remove(reader.GetString(0)) && surplus++ == 0)
                AddViolation($"row {reader.GetString(0)} of {table} was loaded, but its job is not archived");
        }

        if (expected.Count > 0)
            AddViolation($"{expected.Count} rows of archived jobs of {table} were not loaded, for example {expected.First()}");
    }

    private static bool Has(string path, IEnumerable<byte[]> contents) => File.Exists(path) && File.ReadAllBytes(path) is var found && contents.Any(content => found.AsSpan().SequenceEqual(content));

    private static string KeyOf(Delivery delivery) => delivery.IsResubmitted ? $"{delivery.Name} (rejects)" : delivery.Name;

    private void AddViolation(string violation)
    {
        _violations.Add(violation);
        Console.WriteLine($"VIOLATION {violation}");
    }
}
