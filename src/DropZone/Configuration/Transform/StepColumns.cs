using DropZone.Configuration.Yaml;

namespace DropZone.Configuration.Transform;

/// <summary>The columns that a step is about.</summary>
internal static class StepColumns
{
    /// <summary>One name or a list of them; null: complained about.</summary>
    public static IReadOnlyList<string>? Names(Entry entry)
    {
        var columns = entry.Texts("a column, or a list of columns");
        if (columns is not { Count: 0 })
            return columns;
        entry.Complain("no column is named", "name one, or remove the step");
        return null;
    }

    /// <summary>A mapping from columns to what is done to them; null: complained about.</summary>
    /// <param name="example">One pair of it.</param>
    /// <param name="read">Of the value of a column; null: complained about.</param>
    public static IReadOnlyDictionary<string, T>? Read<T>(Entry entry, string example, Func<Entry, T?> read)
        where T : class
    {
        if (entry.Pairs($"a mapping such as `{example}`") is not { } pairs)
            return null;
        if (pairs.Count == 0)
            entry.Complain("no column is named", $"write for example `{example}`");
        var values = pairs.Select(pair => (pair.Name, Value: read(pair.Value))).ToList();
        return values.Count == 0 || values.Any(value => value.Value is null)
            ? null
            : values.ToDictionary(value => value.Name, value => value.Value!);
    }
}
