using System.Globalization;

namespace DropZone.EndToEnd.Harness;

/// <summary>Amount of work of a test: little, unless a variable sets it, as <c>tests/run --long</c> does.</summary>
internal static class LongForm
{
    /// <param name="variable">Name of the environment variable.</param>
    /// <param name="usual">Amount without the variable.</param>
    public static int Amount(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var amount) ? amount : usual;

    /// <summary>The seed, from <c>DROPZONE_TEST_SEED</c> or the clock. Tests print it.</summary>
    public static int Seed => Amount("DROPZONE_TEST_SEED", Environment.TickCount);
}
