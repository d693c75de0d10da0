namespace DropZone.Benchmarks;

/// <summary>One of those that are compared: it does the job once, into new files, and removes what it made.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Do">Does the job and returns how long it took.</param>
/// <param name="Rounds">In so many rounds at most: for one that takes a minute.</param>
internal sealed record Side(string Name, Func<TimeSpan> Do, int Rounds = int.MaxValue);
