using System.Text.RegularExpressions;

namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>Regular expressions whose run time is linear in the text for every pattern.</summary>
internal static class LinearRegex
{
    /// <summary>Returns null and the problem, with its remedy, if the pattern cannot be compiled.</summary>
    public static Regex? Compile(string pattern, out string? problem)
    {
        problem = null;
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            problem = $"The pattern is not a regular expression: {exception.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "The pattern uses look-around, back-references or atomic groups, which do not run in linear time. Write it without them.";
        }

        return null;
    }
}
