using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;

namespace DropZone.Tests.Tables.Validation.Fields;

/// <summary>The verdict on one cell of one field.</summary>
internal static class Verdict
{
    /// <summary>The code of the first error, null: the cell is valid. A second column keeps an empty cell from being a blank row.</summary>
    public static ErrorCode? Of(Field field, string cell) => Error(field, cell)?.Code;

    public static TableError? Error(Field field, string cell)
    {
        var quoted = cell.Replace("\"", "\"\"", StringComparison.Ordinal);
        var result = Table.Run($"f,other\n\"{quoted}\",x\n", Table.Rules(field with { Name = "f" }, Table.Field("other"))).Result;
        return result.Errors.Count > 0 ? result.Errors[0] : null;
    }

    public static bool IsValid(FieldType type, string cell, string format = "default") =>
        Of(new Field { Name = "f", Type = type, Format = format }, cell) is null;

    public static bool IsValid(FieldType type, string cell, Constraints constraints) =>
        Of(new Field { Name = "f", Type = type, Constraints = constraints }, cell) is null;
}
