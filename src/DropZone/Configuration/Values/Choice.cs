using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Values;

/// <summary>Reads one word of a closed list.</summary>
internal static class Choice
{
    /// <summary>Returns the value of the word, or null after a complaint that names the nearest word, or all.</summary>
    public static T? Read<T>(Entry entry, string subject, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (entry.Text(subject) is not { } text)
            return null;
        if (words.TryGetValue(text, out var value))
            return value;
        if (NearestName.Find(text, words.Keys) is { } nearest)
            entry.Complain($"unknown {subject} {Entry.Quoted(text)}", $"did you mean `{nearest}`?");
        else
            entry.Complain($"unknown {subject} {Entry.Quoted(text)}", $"write one of {Entry.Listed(words.Keys)}");
        return null;
    }
}
