namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>The formats of string fields other than <c>default</c>.</summary>
internal enum TextFormat
{
    Email,
    Uri,
    Binary,
    Uuid,
}
