namespace DropZone.Tables.Schema;

/// <summary>The field types of Table Schema v2. Source: https://datapackage.org/standard/table-schema/#field-types</summary>
public enum FieldType
{
    String,
    Integer,
    Number,
    Boolean,
    Object,
    Array,
    List,
    DateTime,
    Date,
    Time,
    Year,
    YearMonth,
    Duration,
    GeoPoint,
    GeoJson,
    Any,
}
