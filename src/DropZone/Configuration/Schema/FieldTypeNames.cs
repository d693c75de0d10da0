using System.Collections.Frozen;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Schema;

/// <summary>The names of types in schemas. Source: https://datapackage.org/standard/table-schema/#field-types</summary>
internal static class FieldTypeNames
{
    private static readonly FieldType[] Items =
        [FieldType.String, FieldType.Integer, FieldType.Boolean, FieldType.Number, FieldType.DateTime, FieldType.Date, FieldType.Time];

    /// <summary>The names of version 2 and of the drafts before version 1.</summary>
    public static readonly FrozenDictionary<string, FieldType> All = new Dictionary<string, FieldType>(Enum.GetValues<FieldType>().Select(Named))
    {
        ["gyear"] = FieldType.Year,
        ["gyearmonth"] = FieldType.YearMonth,
        ["binary"] = FieldType.String,
    }.ToFrozenDictionary();

    /// <summary>The names of the types that the items of a list may have.</summary>
    public static readonly FrozenDictionary<string, FieldType> OfItems = Items.Select(Named).ToFrozenDictionary();

    private static KeyValuePair<string, FieldType> Named(FieldType type) => new(type.ToString().ToLowerInvariant(), type);
}
