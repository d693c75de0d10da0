using DropZone.Feeds.Targets;
using DropZone.Tables.Schema;

namespace DropZone.Targets.Loading;

/// <summary>Compares the columns of an output with those of a table.</summary>
internal static class TableColumns
{
    private const int MaxNamed = 20;

    /// <summary>Null: the table has all columns of the output, and the output those of the key.</summary>
    /// <param name="known">Those of the table; case counts as little as it does for databases.</param>
    public static string? Complaint(TableTarget target, IReadOnlyList<Field> columns, IReadOnlyList<string> known)
    {
        var names = columns.Select(column => column.Name).ToList();
        var strangers = names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (strangers.Count > 0)
        {
            return $"table {target.Table} has no column {Listed(strangers)}; it has {Listed(known)}: "
                + "add the column to the table, or rename or drop it in the feed's `transform`";
        }

        var missing = target.Key.Where(name => !names.Contains(name)).ToList();
        return missing.Count == 0 ? null : $"the output has no column {Listed(missing)}, which `key` names; it has {Listed(names)}";
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MaxNamed)) + (names.Count > MaxNamed ? $" and {names.Count - MaxNamed} more" : "");
}
