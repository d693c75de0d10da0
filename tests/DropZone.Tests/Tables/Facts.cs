using DropZone.Tables.Transform.Plan;

namespace DropZone.Tests.Tables;

/// <summary>Facts of a fictional delivery.</summary>
internal static class Facts
{
    public static SourceFacts Of(string fileName, string job) =>
        new(fileName, new DateTimeOffset(2026, 11, 23, 11, 15, 2, 700, TimeSpan.FromHours(1)), new Lazy<string>(new string('d', 64)), job);
}
