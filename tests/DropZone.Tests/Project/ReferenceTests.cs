using System.Globalization;
using DropZone.Errors;
using DropZone.Tests.Logging;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>The references of error codes and events are generated from the catalog and the list of events.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_reference_of_error_codes_has_every_code_in_the_words_of_the_catalog() =>
        GeneratedDocument.ShouldHold("docs/operator/error-codes.md", "error codes", string.Join('\n', Enum.GetValues<ErrorCode>().Select(code =>
        {
            var (_, title, meaning, causes, remedy) = code.Describe();
            return $"## `{code.Name()}`\n\n" + GeneratedDocument.Wrapped($"**{title}.** {meaning} {string.Join(' ', causes.Select(cause => $"*{cause}*"))} {remedy}");
        })));

    [Fact]
    public void The_reference_of_events_has_every_event_with_its_level_and_message() =>
        GeneratedDocument.ShouldHold("docs/operator/events.md", "events", string.Concat(EventList.All.Select(message => GeneratedDocument.Wrapped(string.Create(
            CultureInfo.InvariantCulture, $"- {message.EventId} `{message.EventName}`, {message.Level.ToString().ToLowerInvariant()}: {message.Message}")))));
}
