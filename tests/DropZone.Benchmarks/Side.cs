namespace DropZone.Benchmarks;

/// <summary>One of the compared programs: it does the work once, writes new files, and removes them.</summary>
/// <param name="Name">Printed name.</param>
/// <param name="Do">Does the work and returns the time taken.</param>
/// <param name="Rounds">Maximum number of rounds, for a program that takes a minute.</param>
internal sealed record Side(string Name, Func<TimeSpan> Do, int Rounds = int.MaxValue);
