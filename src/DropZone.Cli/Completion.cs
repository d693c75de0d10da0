using System.CommandLine.Completions;

namespace DropZone.Cli;

/// <summary>Shell completion of names in a zone.</summary>
internal static class Completion
{
    /// <summary>Adds names of the zone as completions; none if the zone cannot be read.</summary>
    /// <param name="sources">The completion sources of an argument or an option.</param>
    /// <param name="zone">The options that name the zone.</param>
    /// <param name="names">Returns the names in the zone.</param>
    public static void OfZone(this List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, ZoneOptions zone, Func<Zone, IEnumerable<string>> names) =>
        sources.Add(context =>
        {
            try
            {
                return [.. names(zone.Of(context.ParseResult)).Select(name => new CompletionItem(name))];
            }
            catch (Exception failure) when (failure.IsFileSystemFailure())
            {
                return [];
            }
        });
}
