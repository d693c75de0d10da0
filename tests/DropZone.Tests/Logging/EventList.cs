using System.Reflection;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Tests.Logging;

/// <summary>The events of the program, as declared.</summary>
internal static class EventList
{
    public static IReadOnlyList<LoggerMessageAttribute> All { get; } =
        [.. Methods.Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()!).OrderBy(message => message.EventId)];

    public static IEnumerable<MethodInfo> Methods =>
        typeof(Events).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null);
}
