using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Column;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the steps that create columns from others. Each method returns null after a complaint.</summary>
internal static class ColumnStepReader
{
    private static readonly KeySet SplitKeys = new("split-column", "column", "by", "into");
    private static readonly KeySet JoinKeys = new("join-columns", "columns", "by", "into");

    public static TransformStep? Split(Entry entry)
    {
        if (entry.Mapping(SplitKeys) is not { } mapping)
            return null;
        var column = mapping.Required("column", "name the column to split")?.Text("the name of a column");
        var by = mapping.Required("by", "write the separator of the parts")?.Text("a text");
        var into = mapping.Required("into", "name the new columns") is { } names ? StepColumns.Names(names) : null;
        return column is null || by is null || into is null ? null : new SplitColumnStep(column, by, into);
    }

    public static TransformStep? Join(Entry entry)
    {
        if (entry.Mapping(JoinKeys) is not { } mapping)
            return null;
        var columns = mapping.Required("columns", "name the columns to join") is { } names ? StepColumns.Names(names) : null;
        var by = mapping["by"] is { } separator ? separator.Text("a text") : "";
        var into = mapping.Required("into", "name the new column")?.Text("the name of a column");
        return columns is null || by is null || into is null ? null : new JoinColumnsStep(columns, by, into);
    }
}
