using DropZone.Targets.Postgres.Values;

namespace DropZone.Targets.Postgres;

/// <summary>A column of a COPY.</summary>
/// <param name="Name">In the output.</param>
/// <param name="Column">In the table.</param>
/// <param name="Value">Sends its values.</param>
/// <param name="IsRequired">Whether every row needs a value in it, because it is one of the key.</param>
internal sealed record CopyColumn(string Name, PostgresColumn Column, ColumnValue Value, bool IsRequired)
{
    public string QuotedName { get; } = PostgresName.QuotedPart(Column.Name);

    public string Declared => Column.Declared;

    public bool IsIdentity => Column.IsIdentity;

    /// <summary>The reason for the refusal of a value.</summary>
    public string Refusal { get; } =
        $"a column of type {Column.Type.Text} cannot hold the value as it is; expected {Value.Expected}. Correct the value, its field in the schema, or the type of the column.";

    /// <summary>The reason for the refusal of a value that the server would write otherwise.</summary>
    public string Change { get; } =
        $"a column of type {Column.Type.Text} cannot hold the value as it is: PostgreSQL writes it otherwise. Send the value as PostgreSQL writes it, or declare the column as text.";

    /// <summary>The reason for the refusal of no value.</summary>
    public string NoKey { get; } = "there is no value in a column of `key`. Make the field `required` in the schema.";
}
