using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DropZone.Linux;
using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>The steps that write the zone's own records.</summary>
public sealed class StateSteps
{
    private static readonly ReplacingSteps Recording = new(DurableStep.WriteState, DurableStep.SyncState, DurableStep.NameState);
    private readonly Zone _zone;
    private readonly StepRunner _runner;

    internal StateSteps(Zone zone, StepRunner runner) => (_zone, _runner) = (zone, runner);

    /// <summary>Replaces a record of the zone: whole and durable, or not at all.</summary>
    /// <param name="name">Its name below <c>state/</c>.</param>
    /// <param name="record">The record.</param>
    /// <param name="type">How it is serialised.</param>
    public void Record<T>(string name, T record, JsonTypeInfo<T> type)
    {
        var path = $"{_zone.State}/{name}";
        var folder = Path.GetDirectoryName(path)!;
        DurableFolder.Ensure(folder);
        _runner.Replace(Recording, path + JobFolder.PartEnding, path, stream => JsonSerializer.Serialize(stream, record, type));
        _runner.Sync(DurableStep.SyncStateFolder, folder);
    }
}
