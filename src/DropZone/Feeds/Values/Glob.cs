using System.Text;

namespace DropZone.Feeds.Values;

/// <summary>File name patterns: <c>*</c> matches any text, <c>?</c> any one character. Case-insensitive.</summary>
public static class Glob
{
    /// <summary>Whether the whole name matches. Takes at most the product of both lengths, whatever the pattern.</summary>
    public static bool Fits(string glob, string name)
    {
        var (pattern, text) = (Folded(glob), Folded(name));
        var (p, t) = (0, 0);
        var (star, resume) = (-1, 0);
        while (t < text.Length)
        {
            // The star first: a file name may contain one, too.
            if (p < pattern.Length && pattern[p].Value == '*')
                (star, resume) = (p++, t);
            else if (p < pattern.Length && (pattern[p].Value == '?' || pattern[p] == text[t]))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++resume); // only the last star is tried again: earlier ones gain nothing
            else
                return false;
        }
        while (p < pattern.Length && pattern[p].Value == '*')
            p++;
        return p == pattern.Length;
    }

    private static Rune[] Folded(string text) => [.. text.EnumerateRunes().Select(Rune.ToUpperInvariant)];
}
