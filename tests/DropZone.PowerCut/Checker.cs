using System.Text.Json;

namespace DropZone.PowerCut;

/// <summary>What must hold of a zone after a power cut, before its recovery and after it.</summary>
internal sealed class Checker(string zone)
{
    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Nothing acknowledged is missing or double; what was delivered or archived is whole.</summary>
    public void BeforeRecovery(IReadOnlyCollection<string> acknowledged)
    {
        var places = Places();
        foreach (var name in acknowledged)
        {
            var found = places.Where(place => Path.GetFileName(place) == name).ToList();
            if (found.Count != 1)
                Violate($"{name} is acknowledged and found {found.Count} times: {string.Join(' ', found)}");
        }

        CheckDelivered();
    }

    /// <summary>Every delivery ended once: archived with its output, or quarantined with its reason.</summary>
    public void AfterRecovery(IReadOnlyCollection<string> acknowledged)
    {
        BeforeRecovery(acknowledged);
        foreach (var left in LeftOver(zone))
            Violate($"{left} is left over");
        var outputs = Directory.GetFiles($"{zone}/outgoing/orders").Select(path => Path.GetFileName(path)!).ToHashSet();
        foreach (var job in Archived())
        {
            var delivery = Original(job);
            if (!outputs.Remove(delivery.Name))
                Violate($"{delivery.Name} is archived and has no output");
        }

        foreach (var output in outputs)
            Violate($"{output} is an output that no archived job has");
    }

    /// <summary>What waits or is being worked on; files that their sender has not named yet aside.</summary>
    public static IReadOnlyList<string> LeftOver(string zone) =>
    [
        .. Directory.GetFiles($"{zone}/incoming/orders", "orders-*").Concat(Directory.GetDirectories($"{zone}/working/orders")),
    ];

    private void CheckDelivered()
    {
        foreach (var path in Directory.Exists($"{zone}/outgoing/orders") ? Directory.GetFiles($"{zone}/outgoing/orders") : [])
        {
            if (Delivery.Parse(path) is not { } delivery)
                Violate($"{path} is no output");
            else if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(delivery.Output))
                Violate($"{path} is not whole: {new FileInfo(path).Length} of {delivery.Output.Length} bytes");
        }

        foreach (var job in Archived())
        {
            var delivery = Original(job);
            if (!delivery.IsGood)
                Violate($"{job} is bad and archived");
            if (!File.ReadAllBytes($"{job}/{delivery.Name}").AsSpan().SequenceEqual(delivery.Content))
                Violate($"{job} holds a torn original: {new FileInfo($"{job}/{delivery.Name}").Length} of {delivery.Content.Length} bytes");
            CheckJson($"{job}/receipt.json");
        }

        foreach (var job in Failed())
        {
            var delivery = Original(job);
            var report = CheckJson($"{job}/report.json");
            if (!File.Exists($"{job}/report.txt") || new FileInfo($"{job}/report.txt").Length == 0)
                Violate($"{job} has no report.txt");
            var isUnconfirmed = report?.Contains("upload-unconfirmed", StringComparison.Ordinal) == true;
            var isWhole = File.ReadAllBytes($"{job}/{delivery.Name}").AsSpan().SequenceEqual(delivery.Content);
            if (!isUnconfirmed && (!isWhole || delivery.IsGood))
                Violate($"{job} failed though it is good, or holds a torn original and does not say upload-unconfirmed");
        }
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

    private IEnumerable<string> Archived() => Folders($"{zone}/archive/orders").SelectMany(Folders);

    private string[] Failed() => Folders($"{zone}/failed/orders");

    private List<string> Places() =>
    [
        .. Directory.GetFiles($"{zone}/incoming/orders"),
        .. Folders($"{zone}/working/orders").Concat(Archived()).Concat(Failed()).SelectMany(Directory.GetFiles),
    ];

    private static string[] Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static Delivery Original(string job) =>
        Directory.GetFiles(job).Select(Path.GetFileName).Select(name => Delivery.Parse(name!)).OfType<Delivery>().Single();

    private void Violate(string what)
    {
        _violations.Add(what);
        Console.WriteLine($"VIOLATION {what}");
    }
}
