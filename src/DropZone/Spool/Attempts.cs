using System.Text.Json;
using DropZone.Spool.Durable;
using DropZone.Spool.Names;
using DropZone.Spool.Records;

namespace DropZone.Spool;

/// <summary>
/// Counts how often an interrupted job was run alone, in <c>state/attempts/JOB</c>. The first run of a job writes nothing;
/// an attempt is recorded durably before it begins, and does not count if it was ended by a clean stop or another boot.
/// </summary>
public sealed class Attempts(Zone zone, DurableSteps steps, string bootId)
{
    /// <summary>The number of the attempt that is no longer made: the job is poison.</summary>
    public const int Poison = 3;

    /// <summary>Records that an attempt begins; returns its number.</summary>
    public int Begin(JobName job)
    {
        var last = Read(PathOf(job));
        var counted = last is null ? 0 : last.BootId == bootId ? last.Count : last.Count - 1;
        Write(job, counted + 1);
        return counted + 1;
    }

    /// <summary>Takes back an attempt that a clean stop ended: it does not count.</summary>
    public void TakeBack(JobName job, int number)
    {
        if (number > 1)
            Write(job, number - 1);
        else
            End(job);
    }

    /// <summary>Removes the record of an attempt that ended.</summary>
    public void End(JobName job)
    {
        // most zones never have an attempt: the folder may be missing
        if (File.Exists(PathOf(job)))
            File.Delete(PathOf(job));
    }

    private static AttemptRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), SpoolJson.Default.AttemptRecord) : null;
        }
        catch (JsonException)
        {
            return null; // damaged: counting starts again, which costs one more crash and no delivery
        }
    }

    private string PathOf(JobName job) => $"{zone.State}/attempts/{job}";

    private void Write(JobName job, int count) =>
        steps.State.Record($"attempts/{job}", new AttemptRecord(bootId, count), SpoolJson.Default.AttemptRecord);
}
