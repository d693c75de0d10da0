namespace DropZone.Rules;

/// <summary>The field types of Table Schema v2 that are built. Later types are added here, and in <c>FieldCheck</c>.</summary>
public enum FieldType
{
    String,
    Integer,
    Number,
    Boolean,
    Date,
    Time,
    DateTime,
    Year,
    Any,
}
