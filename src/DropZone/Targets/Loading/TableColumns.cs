using DropZone.Feeds.Targets;
using DropZone.Tables.Schema;

namespace DropZone.Targets.Loading;

/// <summary>Compares the columns of an output with those of a table.</summary>
internal static class TableColumns
{
    private const int MaxNamed = 20;

    /// <summary>Returns null if the table has all columns of the output, and the output all columns of the key; otherwise the reason.</summary>
    /// <param name="target">The table and its key.</param>
    /// <param name="columns">The columns of the output.</param>
    /// <param name="known">The columns of the table, compared without case as databases do.</param>
    public static string? Complaint(TableTarget target, IReadOnlyList<Field> columns, IReadOnlyList<string> known)
    {
        var names = columns.Select(column => column.Name).ToList();
        var unknown = names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
        {
            return $"table {target.Table} has no column {Listed(unknown)}; it has {Listed(known)}. "
                + "Add the column to the table, or rename or drop it in the feed's `transform`.";
        }

        var missing = target.Key.Where(name => !names.Contains(name)).ToList();
        return missing.Count == 0 ? null : $"the output has no column {Listed(missing)} of `key`; it has {Listed(names)}";
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MaxNamed)) + (names.Count > MaxNamed ? $" and {names.Count - MaxNamed} more" : "");
}
