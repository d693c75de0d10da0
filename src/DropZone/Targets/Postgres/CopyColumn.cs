using DropZone.Targets.Postgres.Values;

namespace DropZone.Targets.Postgres;

/// <summary>A column of a COPY.</summary>
/// <param name="Name">In the output.</param>
/// <param name="Type">Of the column.</param>
/// <param name="Value">Sends its values.</param>
/// <param name="IsRequired">Whether every row needs a value in it.</param>
internal sealed record CopyColumn(string Name, ColumnType Type, ColumnValue Value, bool IsRequired)
{
    /// <summary>The reason for the refusal of a value.</summary>
    public string Refusal { get; } =
        $"a column of type {Type.Text} cannot hold the value as it is; expected {Value.Expected}. Correct the value, its field in the schema, or the type of the column.";

    /// <summary>The reason for the refusal of no value.</summary>
    public string NoKey { get; } = "there is no value in a column of `key`. Make the field `required` in the schema.";
}
