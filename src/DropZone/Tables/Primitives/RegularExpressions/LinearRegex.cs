using System.Text.RegularExpressions;

namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>Regular expressions that take a time linear in the text, whatever they are.</summary>
internal static class LinearRegex
{
    /// <summary>Null, and a sentence with the remedy.</summary>
    public static Regex? Compile(string pattern, out string? problem)
    {
        problem = null;
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            problem = $"The pattern is no regular expression: {exception.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "The pattern uses look-around, back-references or atomic groups, which do not run in linear time; write it without them.";
        }

        return null;
    }
}
