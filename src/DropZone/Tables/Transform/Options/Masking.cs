namespace DropZone.Tables.Transform.Options;

/// <summary>What of a cell stays to be seen.</summary>
/// <param name="First">How many characters at its start.</param>
/// <param name="Last">How many at its end.</param>
/// <param name="With">One character, which stands for each of the others.</param>
public sealed record Masking(int First, int Last, string With);
