using DropZone.Configuration.Commands;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Notifiers;

namespace DropZone.Configuration.Notify;

/// <summary>Reads the notifier <c>command</c>.</summary>
internal static class CommandNotifierReader
{
    private const string Example = "[\"/usr/local/bin/notify-operations\"]";
    private static readonly KeySet Keys = new("command", [.. ProgramReader.CommonKeys, .. NotifierReader.Common]);

    /// <summary>Returns the notifier, or null after a complaint.</summary>
    public static Notifier? Read(Entry entry)
    {
        var program = ProgramReader.Read(entry, Keys, Example, out var mapping);
        return mapping is null ? Named(CommandNotifier.Word) : NotifierReader.Finish(mapping, CommandNotifier.Word, Named);

        Notifier? Named(string name) => program is null ? null : new CommandNotifier(name, program);
    }
}
