using System.CommandLine.Completions;

namespace DropZone.Cli;

/// <summary>Names that the shell offers, of things that lie in a zone.</summary>
internal static class Completion
{
    /// <summary>Offers these for the word; nothing, where the zone cannot be read.</summary>
    /// <param name="sources">Of an argument or an option.</param>
    /// <param name="zone">The options that name the zone.</param>
    /// <param name="names">Of that zone.</param>
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
