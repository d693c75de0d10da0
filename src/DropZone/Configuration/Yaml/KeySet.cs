namespace DropZone.Configuration.Yaml;

/// <summary>The keys of one type of mapping.</summary>
/// <param name="Subject">The type of mapping: <c>a feed</c>.</param>
/// <param name="Known">The supported keys.</param>
internal sealed record KeySet(string Subject, params string[] Known)
{
    /// <summary>Keys of the design that this version does not support, and rejects.</summary>
    public string[] Planned { get; init; } = [];

    /// <summary>Valid keys that DropZone ignores.</summary>
    public string[] PassedOver { get; init; } = [];

    /// <summary>Whether other keys are accepted, as Table Schema requires; probable misspellings are still rejected.</summary>
    public bool Open { get; init; }

    /// <summary>Keys that belong elsewhere, and their place: <c>required</c> → <c>below `constraints`</c>.</summary>
    public IReadOnlyDictionary<string, string> Elsewhere { get; init; } = new Dictionary<string, string>();
}
