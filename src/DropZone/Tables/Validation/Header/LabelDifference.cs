using System.Text;
using DropZone.Csv;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.Unicode;

namespace DropZone.Tables.Validation.Header;

/// <summary>Describes how a label differs from a field that looks the same.</summary>
internal static class LabelDifference
{
    /// <summary>Returns the difference, or null if the texts have more in difference than characters that are hard to see.</summary>
    public static string? Of(string label, string field)
    {
        if (string.Equals(label.Trim(' ', '\t'), field.Trim(' ', '\t'), StringComparison.OrdinalIgnoreCase))
            return "in case or white space";
        var (composed, expected) = (Composed(label), Composed(field));
        if (composed == expected)
        {
            return Composed(label) == label
                ? "in its Unicode form: it is composed (NFC), and the field is decomposed (NFD)"
                : "in its Unicode form: it is decomposed (NFD), and the field is composed (NFC)";
        }

        if (!string.Equals(Plain(composed), Plain(expected), StringComparison.OrdinalIgnoreCase))
            return null;
        return InvisibleCharacter.Find(label) is { } here ? $"by {here} in it"
            : InvisibleCharacter.Find(field) is { } there ? $"by {there} in the field"
            : "in case, white space or Unicode form";
    }

    private static string Plain(string text) => InvisibleCharacter.Remove(text).Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);

    private static string Composed(string text)
    {
        using var result = new ByteBuffer(256);
        return ComposedForm.Write(Encoding.UTF8.GetBytes(text), result) ? Encoding.UTF8.GetString(result.Written) : text;
    }
}
