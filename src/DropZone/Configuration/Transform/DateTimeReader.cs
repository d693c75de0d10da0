using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the step <c>datetime</c>. Returns null after a complaint.</summary>
internal static class DateTimeReader
{
    private static readonly KeySet Keys = new("a datetime", "from", "to", "zone", "to-zone", "repeated");

    private static readonly Dictionary<string, RepeatedTime> Repetitions = new()
    {
        ["earlier"] = RepeatedTime.Earlier,
        ["later"] = RepeatedTime.Later,
        ["fail"] = RepeatedTime.Fail,
    };

    public static TransformStep? Read(Entry entry) =>
        StepColumns.Read(entry, "placed: { zone: Europe/Berlin, to-zone: UTC }", Form) is { } columns ? new DateTimeStep(columns) : null;

    private static DateTimeForm? Form(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var from = mapping["from"] is { } read ? read.Text("a pattern such as \"%d.%m.%Y %H:%M\"") : null;
        var to = mapping["to"] is { } written ? written.Text("a pattern such as \"%d.%m.%Y %H:%M\"") : DateTimeForm.Standard;
        var zone = mapping["zone"] is { } own ? TimeZoneReader.Read(own) : TimeZoneInfo.Utc;
        var target = mapping["to-zone"] is { } other ? TimeZoneReader.Read(other) : zone;
        var repeated = mapping["repeated"] is { } twice ? Choice.Read(twice, "value for repeated", Repetitions) : RepeatedTime.Earlier;
        return (mapping["from"] is not null && from is null) || to is null || zone is null || target is null || repeated is null
            ? null
            : new DateTimeForm(from, to, zone, target, repeated.Value);
    }
}
