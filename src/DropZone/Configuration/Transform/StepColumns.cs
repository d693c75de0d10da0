using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the columns of a step.</summary>
internal static class StepColumns
{
    /// <summary>Returns one name or a list of names, or null after a complaint.</summary>
    public static IReadOnlyList<string>? Names(Entry entry)
    {
        var columns = entry.Texts("a column, or a list of columns");
        if (columns is not { Count: 0 })
            return columns;
        entry.Complain("the list of columns is empty", "name a column, or remove the step");
        return null;
    }

    /// <summary>Returns a mapping from columns to their settings, or null after a complaint.</summary>
    /// <param name="example">One pair, for complaints.</param>
    /// <param name="read">Reads the value of a column; returns null after a complaint.</param>
    public static IReadOnlyDictionary<string, T>? Read<T>(Entry entry, string example, Func<Entry, T?> read)
        where T : class
    {
        if (entry.Pairs($"a mapping such as `{example}`") is not { } pairs)
            return null;
        if (pairs.Count == 0)
            entry.Complain("the mapping has no column", $"write for example `{example}`");
        var values = pairs.Select(pair => (pair.Name, Value: read(pair.Value))).ToList();
        return values.Count == 0 || values.Any(value => value.Value is null)
            ? null
            : values.ToDictionary(value => value.Name, value => value.Value!);
    }
}
