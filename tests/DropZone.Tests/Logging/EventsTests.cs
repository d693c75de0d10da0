using System.Text.RegularExpressions;
using DropZone.Logging;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

public sealed partial class EventsTests
{
    [Fact]
    public void Every_event_has_an_id_of_its_own_and_the_name_of_its_method()
    {
        EventList.All.Select(message => message.EventId).ShouldBeUnique();
        foreach (var method in EventList.Methods)
            EventList.All.Select(message => message.EventName).ShouldContain(method.Name);
        EventList.All.ShouldAllBe(message => message.EventId >= 1000 && message.EventId <= 9999);
    }

    [Fact]
    public void The_handbook_names_every_journal_field()
    {
        var handbook = Repository.Read("docs/operator/monitoring.md");

        foreach (var field in JournalFields.OfProperty.Values.Concat([JournalFields.Event, JournalFields.Dropped, JournalFields.Exception]))
            handbook.ShouldContain($"| `{field}` |");
        handbook.ShouldContain($"`journalctl MESSAGE_ID={MessageId.Of(3004)}`");
    }

    [Fact]
    public void The_journal_catalog_explains_every_warning_and_error_and_no_other()
    {
        var catalog = Repository.Read("systemd/dropzone.catalog");

        var explained = CatalogEntry().Matches(catalog).Select(entry => $"{entry.Groups[1].Value} {entry.Groups[2].Value}");

        explained.ShouldBe(EventList.All
            .Where(message => message.Level >= LogLevel.Warning)
            .Select(message => $"{message.EventName} {MessageId.Of(message.EventId)}"));
        foreach (Match placeholder in Placeholder().Matches(catalog))
            JournalFields.OfProperty.Values.ShouldContain(placeholder.Groups[1].Value);
    }

    [Fact]
    public void The_catalog_shows_a_field_only_where_the_event_has_it()
    {
        var catalog = Repository.Read("systemd/dropzone.catalog");
        var names = JournalFields.OfProperty.ToDictionary(pair => pair.Value, pair => pair.Key);

        foreach (Match entry in CatalogEntry().Matches(catalog))
        {
            var parameters = EventList.Methods.Single(method => method.Name == entry.Groups[1].Value)
                .GetParameters().Select(parameter => parameter.Name!);
            foreach (Match placeholder in Placeholder().Matches(entry.Value))
                parameters.ShouldContain(names[placeholder.Groups[1].Value].ToLowerInvariant(), entry.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"^# (\w+)\n-- ([0-9a-f]{32})\nSubject: .+\nDefined-By: DropZone\nDocumentation: .+\n\n(?:(?!# ).*\n)+", RegexOptions.Multiline)]
    private static partial Regex CatalogEntry();

    [GeneratedRegex("@([A-Z_]+)@")]
    private static partial Regex Placeholder();
}
