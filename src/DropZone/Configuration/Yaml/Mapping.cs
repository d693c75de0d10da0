namespace DropZone.Configuration.Yaml;

/// <summary>A mapping with known keys. The constructor complains about others.</summary>
internal sealed class Mapping
{
    private readonly Dictionary<string, Entry> _entries = [];

    public Mapping(Entry self, KeySet keys, IReadOnlyList<(string Name, Entry Value)> pairs)
    {
        Self = self;
        foreach (var (name, value) in pairs)
        {
            if (value.IsJsonNull)
                continue;
            if (keys.Known.Contains(name))
                _entries[name] = value;
            else if (!keys.PassedOver.Contains(name))
                Refuse(keys, name, value);
        }
    }

    public Entry Self { get; }

    public IReadOnlyCollection<Entry> Entries => _entries.Values;

    public Entry? this[string key] => _entries.GetValueOrDefault(key);

    /// <summary>Returns the entry, or null after a complaint that it is missing.</summary>
    public Entry? Required(string key, string remedy)
    {
        if (this[key] is { } entry)
            return entry;
        Self.Complain($"the key `{key}` is missing", remedy);
        return null;
    }

    private static void Refuse(KeySet keys, string name, Entry value)
    {
        const string NotSupported = "not supported in this version";
        if (keys.Planned.Contains(name))
        {
            value.ComplainOfKey($"`{name}` is {NotSupported}", "remove it");
        }
        else if (keys.Elsewhere.TryGetValue(name, out var place))
        {
            value.ComplainOfUnknownKey(value.Context.IsForeign ? $"`{name}` in this place" : $"`{name}` does not belong here", $"write it {place}");
        }
        else if (NearestName.Find(name, [.. keys.Known, .. keys.Planned, .. keys.PassedOver], keys.Open) is { } nearest)
        {
            value.ComplainOfUnknownKey(
                $"unknown key {Entry.Quoted(name)}",
                $"did you mean `{nearest}`?" + (keys.Planned.Contains(nearest) ? $" It is {NotSupported}." : ""));
        }
        else if (!keys.Open)
        {
            value.ComplainOfUnknownKey(
                $"unknown key {Entry.Quoted(name)}", $"the keys of {keys.Subject} are {Entry.Listed(keys.Known)}");
        }
    }
}
