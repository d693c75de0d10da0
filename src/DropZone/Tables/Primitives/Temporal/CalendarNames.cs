using System.Text;

namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The English names of months and days, as in <c>strptime</c> with the C locale.</summary>
internal static class CalendarNames
{
    public static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>Sunday first, as <see cref="DayOfWeek"/> counts.</summary>
    public static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Returns the 0-based index of the name at the start of the text, in full or its first three letters, or -1.</summary>
    public static int Find(string[] names, ReadOnlySpan<byte> text, bool whole, out int length)
    {
        for (var i = 0; i < names.Length; i++)
        {
            length = whole ? names[i].Length : 3;
            if (text.Length >= length && Ascii.EqualsIgnoreCase(text[..length], names[i].AsSpan(0, length)))
                return i;
        }

        length = 0;
        return -1;
    }
}
