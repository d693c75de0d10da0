using DropZone.Tables.Errors;

namespace DropZone.Reports.Text;

/// <summary>The position of an error in words: <c>Row 3, line 4, column 2 (price)</c>.</summary>
internal static class ErrorPlace
{
    private const int NameColumns = 40;

    /// <summary>Returns the position in one line, escaped.</summary>
    public static string Of(TableError error)
    {
        if (error.Line == 0)
            return "Whole file";
        var place = $"Row {error.Row}, line {error.Line}";
        if (error.Column is { } column)
            place += $", column {column}";
        if (error.Field is not null)
            place += error.Column is null ? $", {Name(error.Field)}" : $" ({Name(error.Field)})";
        return place;
    }

    private static string Name(string field) => TextWidth.Cut(VisibleText.Escape(field), NameColumns);
}
