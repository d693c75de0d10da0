namespace DropZone.Configuration.Yaml;

/// <summary>The keys of one kind of mapping.</summary>
/// <param name="Subject">What the mapping is: <c>a feed</c>.</param>
/// <param name="Known">Those that are built.</param>
internal sealed record KeySet(string Subject, params string[] Known)
{
    /// <summary>Those that the design names and this version refuses: accepting them would promise what is not done.</summary>
    public string[] Planned { get; init; } = [];

    /// <summary>Those that mean nothing to DropZone and are not misspelt.</summary>
    public string[] PassedOver { get; init; } = [];

    /// <summary>Whether other keys may stand there, as Table Schema allows; keys that look misspelt are still refused.</summary>
    public bool Open { get; init; }

    /// <summary>Those that belong elsewhere, and where: <c>required</c> → <c>below `constraints`</c>.</summary>
    public IReadOnlyDictionary<string, string> Elsewhere { get; init; } = new Dictionary<string, string>();
}
